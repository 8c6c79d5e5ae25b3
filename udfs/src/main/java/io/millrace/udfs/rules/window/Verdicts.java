package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.PropertyCodec;
import io.millrace.udfs.rules.RuleHead.Mode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on one key's windows that may still be corrected, in order of time, and the alert
 * that is open after them.
 */
final class Verdicts {
  private static final int OPEN_BEFORE = -1;
  private static final int NONE_OPEN = -2;

  private final List<Verdict> kept = new ArrayList<>();

  /** Of the episode that was open before the first of those kept; null if none was. */
  private @Nullable OpenAlert before;

  private boolean openBefore;

  /** Which of those kept opened what is open now. */
  private @Nullable Verdict opener;

  /** The alert that is open now. */
  @Nullable OpenAlert open() {
    return opener != null ? opener.alert() : openBefore ? before : null;
  }

  boolean isEmpty() {
    return kept.isEmpty() && open() == null;
  }

  List<Verdict> kept() {
    return kept;
  }

  /** The verdict whose alert this opener tells from others, or null. */
  @Nullable Verdict find(String byOpener) {
    for (int i = kept.size() - 1; i >= 0; i--) {
      if (kept.get(i).opener().equals(byOpener)) {
        return kept.get(i);
      }
    }
    return null;
  }

  /** Takes the next window in order of time. */
  void append(Finding finding, WindowSpec spec, Context context) {
    Verdict verdict = new Verdict(finding.at(), finding.level(), finding.opener());
    Announcer announcer = new Announcer(spec, context, finding);
    if (context.rule().mode() == Mode.EACH) {
      announcer.match(verdict, false);
    } else {
      follow(verdict, announcer, context);
    }
    if (spec.lateness() > 0) {
      kept.add(verdict);
    } else if (opener == verdict) {
      before = verdict.alert();
      openBefore = true;
      opener = null;
    }
  }

  private void follow(Verdict verdict, Announcer announcer, Context context) {
    OpenAlert open = open();
    if (open == null) {
      if (verdict.level() > 0 && !context.draining()) {
        announcer.open(verdict, false);
        opener = verdict;
      }
    } else if (verdict.level() == 0) {
      remember(announcer.clear(open, verdict.at()));
      opener = null;
      openBefore = false;
    } else if (verdict.level() > 0 && announcer.changes(open, verdict.level())) {
      remember(announcer.level(open, verdict.level()));
    }
  }

  private void remember(OpenAlert changed) {
    if (opener != null) {
      opener.alert(changed);
    } else {
      before = changed;
    }
  }

  /** A late event changed a window that was judged before, or made one where there was none. */
  void revise(@Nullable Verdict verdict, Finding finding, WindowSpec spec, Context context) {
    Announcer announcer = new Announcer(spec, context, finding);
    List<Episode> old = Episode.of(kept, before != null);
    Verdict revised =
        verdict == null ? new Verdict(finding.at(), Judgement.UNKNOWN, finding.opener()) : verdict;
    kept.remove(revised);
    int oldLevel = revised.level();
    revised.become(finding.at(), finding.level());
    kept.add(place(finding.at()), revised);
    if (context.rule().mode() == Mode.EACH) {
      announcer.correct(revised, oldLevel);
    } else {
      settle(old, announcer, revised);
    }
  }

  /** A session goes on that was judged: it will be again, and is kept until then. */
  void postpone(Verdict verdict, long at) {
    kept.remove(verdict);
    verdict.postpone(at);
    kept.add(place(at), verdict);
  }

  /** A window is no more: it became part of another. */
  void withdraw(Verdict verdict, Finding into, WindowSpec spec, Context context) {
    Announcer announcer = new Announcer(spec, context, into);
    List<Episode> old = Episode.of(kept, before != null);
    int oldLevel = verdict.level();
    kept.remove(verdict);
    if (context.rule().mode() == Mode.EACH) {
      verdict.become(verdict.at(), 0);
      announcer.correct(verdict, oldLevel);
    } else {
      settle(old, announcer, null);
    }
  }

  private int place(long at) {
    int i = kept.size();
    while (i > 0 && kept.get(i - 1).at() > at) {
      i--;
    }
    return i;
  }

  /** Tells what became of each alert, and finds which is open now. */
  private void settle(List<Episode> old, Announcer announcer, @Nullable Verdict revised) {
    List<Episode> now = Episode.of(kept, before != null);
    before = announcer.settle(old, now, before, revised);
    Episode last = now.isEmpty() ? null : now.get(now.size() - 1);
    opener = null;
    openBefore = false;
    if (last != null && last.clearedAt() == null) {
      opener = last.opener();
      openBefore = opener == null;
    }
  }

  /** Forgets the verdicts that can no longer be corrected: those at or before a time. */
  void dropUntil(long time, Mode mode) {
    while (!kept.isEmpty() && kept.get(0).at() <= time) {
      Verdict gone = kept.remove(0);
      if (mode == Mode.EACH || gone.level() == Judgement.UNKNOWN) {
        continue;
      }
      if (gone.level() == 0) {
        before = null;
      } else if (before == null) {
        before = gone.alert();
      }
      if (opener == gone) {
        opener = null;
        openBefore = true;
      }
    }
    if (kept.isEmpty() && !openBefore) {
      before = null;
    }
  }

  /** The time of the last that is kept. */
  long lastAt() {
    return kept.isEmpty() ? Long.MIN_VALUE : kept.get(kept.size() - 1).at();
  }

  /** When {@link #dropUntil} has something to do; {@link Long#MAX_VALUE} for never. */
  long firstAt() {
    return kept.isEmpty() ? Long.MAX_VALUE : kept.get(0).at();
  }

  void write(Key key, DataOutput out) throws IOException {
    Lists.write(kept, out, (verdict, to) -> verdict.write(key, to));
    out.writeByte(before == null ? 0 : 1);
    if (before != null) {
      before.write(key, out);
    }
    PropertyCodec.writeLong(
        opener != null ? kept.indexOf(opener) : openBefore ? OPEN_BEFORE : NONE_OPEN, out);
  }

  static Verdicts read(Key key, DataInput in) throws IOException {
    Verdicts verdicts = new Verdicts();
    verdicts.kept.addAll(Lists.read(in, from -> Verdict.read(key, from)));
    if (in.readByte() == 1) {
      verdicts.before = OpenAlert.read(key, in);
    }
    int open = (int) PropertyCodec.readLong(in);
    verdicts.openBefore = open == OPEN_BEFORE;
    verdicts.opener = open >= 0 ? verdicts.kept.get(open) : null;
    return verdicts;
  }
}
