package io.millrace.udfs.rules.composite;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.PropertyCodec;
import io.millrace.udfs.rules.StoredEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An alert of another rule that counts at present.
 *
 * @param input its place in {@link CompositeSpec#inputs}
 * @param seq of the change that was seen last
 * @param of the key that it is of: alerts of one key count once
 * @param openedAt epoch milliseconds
 * @param until it counts: {@link Long#MAX_VALUE} until it is cleared
 * @param event the alert, as a cause; its id is the alert's
 */
record Live(int input, long seq, String of, long openedAt, long until, StoredEvent event) {

  void write(Key key, DataOutput out) throws IOException {
    PropertyCodec.writeCount(input, out);
    PropertyCodec.writeLong(seq, out);
    PropertyCodec.writeText(of, out);
    PropertyCodec.writeLong(openedAt, out);
    out.writeLong(until);
    event.write(key, out);
  }

  static Live read(Key key, DataInput in) throws IOException {
    return new Live(
        PropertyCodec.readCount(in),
        PropertyCodec.readLong(in),
        PropertyCodec.readText(in),
        PropertyCodec.readLong(in),
        in.readLong(),
        StoredEvent.read(key, in));
  }
}
