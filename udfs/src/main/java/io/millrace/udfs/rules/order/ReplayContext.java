package io.millrace.udfs.rules.order;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.ForwardingContext;
import io.millrace.udfs.rules.Why;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges again in silence, and notes what becomes of alerts. */
final class ReplayContext implements ForwardingContext {
  private final Context host;
  private final Map<String, AlertSpan> spans;
  private final Map<String, Why> reasons = new HashMap<>();
  private boolean draining;

  /** Goes on from these alerts. */
  ReplayContext(Context host, Map<String, AlertSpan> before) {
    this.host = host;
    this.spans = new LinkedHashMap<>(before);
  }

  ReplayContext draining(boolean now) {
    draining = now;
    return this;
  }

  /** Alerts by what opened them. */
  Map<String, AlertSpan> spans() {
    return spans;
  }

  /** Why the last change of an alert was made; null if it had none. */
  @Nullable Why why(String openedBy) {
    return reasons.get(openedBy);
  }

  @Override
  public void emit(AlertChange change) {
    AlertSpan known = change.state() == AlertState.OPEN ? null : spans.get(change.openedBy());
    spans.put(change.openedBy(), AlertSpan.after(known, change, rule().reads()));
    reasons.put(change.openedBy(), change.why());
  }

  /** It was reported when the event came. */
  @Override
  public void fail(String reason) {}

  @Override
  public Context host() {
    return host;
  }

  @Override
  public boolean draining() {
    return draining;
  }
}
