package io.millrace.udfs.rules.window;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.Why;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what a window's verdict means for alerts. */
record Announcer(WindowSpec spec, Context context, Finding finding) {
  static final String OPENED = "the window's condition holds";
  static final String CLEARED = "the window's condition no longer holds";
  static final String LEVEL = "the window reached another level";
  static final String WITHDRAWN = "a late event changed the window: its condition does not hold";
  static final String REVISED = "a late event changed the window";

  /** Opens an alert here. */
  void open(Verdict verdict, boolean corrected) {
    OpenAlert known = verdict.alert();
    OpenAlert alert =
        known == null
            ? fresh(verdict)
            : known.next(severity(verdict.level()), level(verdict.level()));
    verdict.alert(alert);
    emit(
        alert.change(context, AlertState.OPEN, corrected ? REVISED : OPENED, why(alert)),
        corrected);
  }

  private OpenAlert fresh(Verdict verdict) {
    List<StoredEvent> causes =
        finding.events().stream().map(e -> StoredEvent.of(e, spec.reads())).toList();
    RuleHead rule = context.rule();
    String message =
        causes.isEmpty()
            ? rule.message().template()
            : rule.message().text(causes.get(0), context.key(), finding.judgement().aggregates());
    return new OpenAlert(
        verdict.opener(),
        1,
        severity(verdict.level()),
        level(verdict.level()),
        message,
        verdict.at(),
        causes);
  }

  /** Whether an open alert is of another level. */
  boolean changes(OpenAlert open, int level) {
    return !open.severity().equals(severity(level)) || !Objects.equals(open.level(), level(level));
  }

  OpenAlert level(OpenAlert open, int level) {
    OpenAlert next = open.next(severity(level), level(level));
    context.emit(next.change(context, AlertState.UPDATED, LEVEL, why(open)));
    return next;
  }

  OpenAlert clear(OpenAlert open, long at) {
    context.emit(open.cleared(context, at, CLEARED, why(open)));
    return open.next(open.severity(), open.level());
  }

  /** Each window is an alert of its own, if its condition holds. */
  void match(Verdict verdict, boolean corrected) {
    if (verdict.level() > 0 && spec.lateness() == 0) {
      context.emit(uncorrectable(verdict));
    } else if (verdict.level() > 0) {
      OpenAlert known = verdict.alert();
      OpenAlert alert =
          known == null
              ? fresh(verdict)
              : known.next(severity(verdict.level()), level(verdict.level()));
      verdict.alert(alert);
      emit(closed(alert, AlertState.OPEN, corrected ? REVISED : OPENED), corrected);
    }
  }

  /** Nothing need be remembered of it, and its text is made when it is asked for. */
  private AlertChange uncorrectable(Verdict verdict) {
    return new AlertChange(
        context.rule(),
        context.key(),
        AlertState.OPEN,
        verdict.opener(),
        1,
        severity(verdict.level()),
        level(verdict.level()),
        null,
        verdict.at(),
        verdict.at(),
        OPENED,
        finding.why(spec, List.of()),
        false,
        false);
  }

  /** The same after a late event. */
  void correct(Verdict verdict, int oldLevel) {
    OpenAlert alert = verdict.alert();
    if (oldLevel <= 0 || alert == null) {
      match(verdict, true);
    } else if (verdict.level() > 0) {
      OpenAlert next =
          openedAt(alert, verdict.at()).next(severity(verdict.level()), level(verdict.level()));
      verdict.alert(next);
      emit(closed(next, AlertState.UPDATED, REVISED), true);
    } else {
      OpenAlert next = alert.next(alert.severity(), alert.level());
      verdict.alert(next);
      emit(closed(next, AlertState.CLEARED, WITHDRAWN), true);
    }
  }

  /**
   * Tells of each alert what a late event made of it.
   *
   * @param before the alert that was open before the verdicts that are kept
   * @param revised the verdict that changed
   * @return that alert as it is now
   */
  @Nullable OpenAlert settle(
      List<Episode> old, List<Episode> now, @Nullable OpenAlert before, @Nullable Verdict revised) {
    for (Episode episode : old) {
      Verdict opener = episode.opener();
      if (opener != null && Episode.openedBy(opener, now) == null && opener.alert() != null) {
        OpenAlert alert = opener.alert();
        OpenAlert next = alert.next(alert.severity(), alert.level());
        opener.alert(next);
        emit(closed(next, AlertState.CLEARED, WITHDRAWN), true);
      }
    }
    OpenAlert first = before;
    for (Episode episode : now) {
      Verdict opener = episode.opener();
      if (opener == null) {
        first = before == null ? null : moved(before, Episode.openedBy(null, old), episode, false);
      } else {
        settle(opener, Episode.openedBy(opener, old), episode, opener == revised);
      }
    }
    return first;
  }

  private void settle(Verdict opener, @Nullable Episode old, Episode now, boolean revised) {
    OpenAlert alert = opener.alert();
    if (old != null && alert != null) {
      opener.alert(moved(openedAt(alert, opener.judgedAt()), old, now, revised));
    } else if (!context.draining()) {
      open(opener, true);
      OpenAlert opened = opener.alert();
      if (now.clearedAt() != null && opened != null) {
        opener.alert(ended(opened, now.clearedAt()));
      }
    }
  }

  /** A session that grew ends later, and so its alert opens later. */
  private static OpenAlert openedAt(OpenAlert alert, long at) {
    return at == alert.openedAt()
        ? alert
        : new OpenAlert(
            alert.openedBy(),
            alert.seq(),
            alert.severity(),
            alert.level(),
            alert.message(),
            at,
            alert.causes());
  }

  private OpenAlert moved(OpenAlert alert, @Nullable Episode old, Episode now, boolean revised) {
    if (old == null || !Objects.equals(old.clearedAt(), now.clearedAt())) {
      return now.clearedAt() == null ? updated(alert, now.level()) : ended(alert, now.clearedAt());
    }
    boolean other = now.clearedAt() == null && now.level() > 0 && changes(alert, now.level());
    if (now.clearedAt() == null && (other || revised)) {
      return updated(alert, now.level());
    }
    return revised && now.clearedAt() != null ? ended(alert, now.clearedAt()) : alert;
  }

  private OpenAlert updated(OpenAlert alert, int level) {
    OpenAlert next =
        level > 0
            ? alert.next(severity(level), level(level))
            : alert.next(alert.severity(), alert.level());
    emit(next.change(context, AlertState.UPDATED, REVISED, why(alert)), true);
    return next;
  }

  private OpenAlert ended(OpenAlert alert, long at) {
    emit(alert.cleared(context, at, REVISED, why(alert)), true);
    return alert.next(alert.severity(), alert.level());
  }

  /** An alert without duration. */
  private AlertChange closed(OpenAlert alert, AlertState state, String reason) {
    return alert.change(context, state, reason, why(alert)).asFinal();
  }

  private void emit(AlertChange change, boolean corrected) {
    context.emit(corrected ? change.asCorrected() : change);
  }

  private Why why(OpenAlert alert) {
    return finding.why(spec, List.<Event>copyOf(alert.causes()));
  }

  private String severity(int level) {
    return spec.levels().get(level - 1).severity();
  }

  private @Nullable String level(int level) {
    return spec.levels().size() == 1 ? null : severity(level);
  }
}
