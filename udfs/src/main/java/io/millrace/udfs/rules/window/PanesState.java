package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule with tumbling, stepping or session windows remembers of a key. */
final class PanesState {
  private static final int VERSION = 1;

  private final List<Pane> panes;
  private final Verdicts verdicts;

  /** The end of the last window that was judged. */
  private long judgedTo;

  PanesState() {
    this(new ArrayList<>(2), new Verdicts(), Long.MIN_VALUE);
  }

  private PanesState(List<Pane> panes, Verdicts verdicts, long judgedTo) {
    this.panes = panes;
    this.verdicts = verdicts;
    this.judgedTo = judgedTo;
  }

  /** In order of their start. */
  List<Pane> panes() {
    return panes;
  }

  Verdicts verdicts() {
    return verdicts;
  }

  long judgedTo() {
    return judgedTo;
  }

  void judgedTo(long end) {
    judgedTo = Math.max(judgedTo, end);
  }

  boolean isEmpty() {
    return panes.isEmpty() && verdicts.isEmpty();
  }

  /** The pane that starts at this time, or null. */
  @Nullable Pane at(long start) {
    for (int i = panes.size() - 1; i >= 0; i--) {
      if (panes.get(i).start() == start) {
        return panes.get(i);
      }
    }
    return null;
  }

  void insert(Pane pane) {
    int i = panes.size();
    while (i > 0 && panes.get(i - 1).start() > pane.start()) {
      i--;
    }
    panes.add(i, pane);
  }

  void write(Key key, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    PropertyCodec.writeLong(judgedTo, out);
    Lists.write(panes, out, (pane, to) -> pane.write(key, to));
    verdicts.write(key, out);
  }

  static PanesState read(WindowSpec spec, Key key, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a window's state");
    }
    long judgedTo = PropertyCodec.readLong(in);
    List<Pane> panes = Lists.read(in, from -> Pane.read(spec, key, from));
    return new PanesState(panes, Verdicts.read(key, in), judgedTo);
  }
}
