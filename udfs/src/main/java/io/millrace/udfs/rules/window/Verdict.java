package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one window, kept while a late event may change it.
 *
 * <p>{@code at} is the window's end (of a sliding one its event's time), {@code level} as {@link
 * Judgement} has it, {@code opener} what tells its alert from others of the key, {@code alert} the
 * alert that it opened, if it ever did: also one that was withdrawn, for the numbers go on.
 */
final class Verdict {
  private long at;
  private long judgedAt;
  private int level;
  private final String opener;
  private @Nullable OpenAlert alert;

  Verdict(long at, int level, String opener) {
    this.at = at;
    this.judgedAt = at;
    this.level = level;
    this.opener = opener;
  }

  long at() {
    return at;
  }

  /** The window's end when it was judged; a session may have grown since. */
  long judgedAt() {
    return judgedAt;
  }

  /** Its window goes on, to be judged again at this time. */
  void postpone(long until) {
    at = until;
  }

  int level() {
    return level;
  }

  String opener() {
    return opener;
  }

  @Nullable OpenAlert alert() {
    return alert;
  }

  void alert(OpenAlert changed) {
    alert = changed;
  }

  void become(long newAt, int newLevel) {
    at = newAt;
    judgedAt = newAt;
    level = newLevel;
  }

  void write(Key key, DataOutput out) throws IOException {
    PropertyCodec.writeLong(at, out);
    PropertyCodec.writeLong(at - judgedAt, out);
    out.writeByte(level);
    PropertyCodec.writeText(opener, out);
    out.writeBoolean(alert != null);
    if (alert != null) {
      alert.write(key, out);
    }
  }

  static Verdict read(Key key, DataInput in) throws IOException {
    long at = PropertyCodec.readLong(in);
    long grown = PropertyCodec.readLong(in);
    Verdict verdict = new Verdict(at, in.readByte(), PropertyCodec.readText(in));
    verdict.judgedAt = at - grown;
    if (in.readBoolean()) {
      verdict.alert = OpenAlert.read(key, in);
    }
    return verdict;
  }
}
