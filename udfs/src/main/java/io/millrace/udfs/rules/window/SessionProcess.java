package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions: events of which none is as much as the gap after the one before. One is judged when
 * event time has come the gap past its last event. A late event may open it again, or join two.
 */
final class SessionProcess extends WindowProcess<SessionsState> {
  private final long gap;

  SessionProcess(WindowSpec spec, Shape.Session shape) {
    super(spec);
    this.gap = shape.gap();
  }

  @Override
  @Nullable SessionsState add(
      @Nullable SessionsState known, Event event, long[] cells, Context context) {
    SessionsState state = known == null ? new SessionsState() : known;
    List<Session> reached =
        state.sessions().stream().filter(s -> s.reaches(event.timestamp(), gap)).toList();
    boolean late = event.timestamp() + gap + spec.lateness() <= context.watermark();
    if (reached.isEmpty() && (late || refused(state, context))) {
      return state.isEmpty() ? null : state;
    }
    Session session =
        reached.isEmpty()
            ? new Session(Pane.empty(spec, event.timestamp()), event.id())
            : reached.get(0);
    session.events().add(event, cells, spec);
    for (Session other : reached.subList(Math.min(1, reached.size()), reached.size())) {
      join(state, session, other, context);
    }
    state.sessions().remove(session);
    state.insert(session);
    Verdict verdict = state.verdicts().find(session.name());
    if (session.end(gap) <= context.watermark()) {
      judge(state, session, context);
    } else if (verdict != null) {
      state.verdicts().postpone(verdict, session.end(gap));
    }
    return state;
  }

  /** Whether no session may begin. */
  private boolean refused(SessionsState state, Context context) {
    if (context.draining() && state.verdicts().open() == null) {
      return true;
    }
    if (state.sessions().size() < spec.limit()) {
      return false;
    }
    if (spec.stop()) {
      context.fail("more than " + spec.limit() + " sessions are kept of this key");
      return true;
    }
    state.sessions().remove(0);
    return false;
  }

  private void join(SessionsState state, Session session, Session other, Context context) {
    session.events().add(other.events());
    state.sessions().remove(other);
    Verdict gone = state.verdicts().find(other.name());
    if (gone != null) {
      state.verdicts().withdraw(gone, finding(session, context), spec, context);
    }
  }

  private void judge(SessionsState state, Session session, Context context) {
    Finding finding = finding(session, context);
    Verdict verdict = state.verdicts().find(session.name());
    if (verdict == null && finding.at() >= state.verdicts().lastAt()) {
      state.verdicts().append(finding, spec, context);
    } else {
      state.verdicts().revise(verdict, finding, spec, context);
    }
    session.judgedTo(finding.at());
  }

  private Finding finding(Session session, Context context) {
    Pane events = session.events();
    Judgement judgement =
        judge(events.start(), session.end(gap), events.count(), events::value, context);
    return new Finding(session.end(gap), session.name(), judgement, events.causes().latestFirst());
  }

  @Override
  public @Nullable SessionsState onTime(SessionsState state, long now, Context context) {
    for (Session session : List.copyOf(state.sessions())) {
      if (session.end(gap) <= now && !session.judged(gap)) {
        judge(state, session, context);
      }
    }
    state.sessions().removeIf(s -> s.end(gap) + spec.lateness() <= now);
    state.sessions().forEach(s -> s.arm(gap, spec.lateness()));
    state.verdicts().dropUntil(now - spec.lateness(), context.rule().mode());
    return state.isEmpty() ? null : state;
  }

  @Override
  public long nextTimer(SessionsState state) {
    long verdict = state.verdicts().firstAt();
    long next = verdict == Long.MAX_VALUE ? verdict : verdict + spec.lateness();
    for (Session session : state.sessions()) {
      next = Math.min(next, session.timer(gap, spec.lateness()));
    }
    return next;
  }

  @Override
  Verdicts verdicts(SessionsState state) {
    return state.verdicts();
  }

  @Override
  public void write(SessionsState state, Key key, DataOutput out) throws IOException {
    state.write(key, out);
  }

  @Override
  public SessionsState read(Key key, DataInput in) throws IOException {
    return SessionsState.read(spec, key, in);
  }
}
