package io.millrace.udfs.rules.absence;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One key that is watched.
 *
 * <p>Its timer is not moved by each event: when it fires too early, it is set anew.
 */
final class Watch {
  private static final int VERSION = 1;
  private final Silence silence;
  private long timer;

  Watch(Silence silence, long timer) {
    this.silence = silence;
    this.timer = timer;
  }

  Silence silence() {
    return silence;
  }

  long timer() {
    return timer;
  }

  void timer(long at) {
    timer = at;
  }

  void write(Key key, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    silence.write(key, out);
    PropertyCodec.writeLong(timer, out);
  }

  static Watch read(Key key, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of an absence's state");
    }
    return new Watch(Silence.read(key, in), PropertyCodec.readLong(in));
  }
}
