package io.millrace.udfs.rules.order;

import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.Truth;
import io.millrace.udfs.rules.Truths;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;

/**
 * An event that waits, with what the rule's conditions say of it.
 *
 * @param truths a number of {@link Truth} for each condition
 */
record HeldEvent(StoredEvent event, byte[] truths) implements Truths {
  private static final Truth[] ALL = Truth.values();

  static HeldEvent of(Event event, Set<String> reads, Truths truths, int conditions) {
    byte[] all = new byte[conditions];
    for (int i = 0; i < conditions; i++) {
      all[i] = (byte) truths.of(i).ordinal();
    }
    return new HeldEvent(StoredEvent.of(event, reads), all);
  }

  @Override
  public Truth of(int condition) {
    return ALL[truths[condition]];
  }

  void write(Key key, DataOutput out) throws IOException {
    event.write(key, out);
    out.writeShort(truths.length);
    out.write(truths);
  }

  static HeldEvent read(Key key, DataInput in) throws IOException {
    StoredEvent event = StoredEvent.read(key, in);
    byte[] truths = new byte[in.readUnsignedShort()];
    in.readFully(truths);
    return new HeldEvent(event, truths);
  }
}
