package io.millrace.udfs.rules.order;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Why;
import java.util.List;
import java.util.Map;

/**
 * Tells how alerts differ from what was told of them.
 *
 * @param told is brought up to date
 * @param thresholds what alerts show of the rule
 */
record Correction(Context context, Map<String, AlertSpan> told, Map<String, String> thresholds) {
  static final String WITHDRAWN = "a late event changed it: the condition did not hold";
  static final String REVISED = "a late event changed it";

  void tell(ReplayContext replay) {
    for (AlertSpan known : List.copyOf(told.values())) {
      if (!known.withdrawn() && !replay.spans().containsKey(known.alert().openedBy())) {
        send(known.withdraw(), AlertState.CLEARED, WITHDRAWN, replay);
      }
    }
    for (AlertSpan now : List.copyOf(replay.spans().values())) {
      AlertSpan known = told.get(now.alert().openedBy());
      if (known == null || known.withdrawn()) {
        AlertSpan opening = now.opening(known == null ? 1 : known.alert().seq() + 1);
        send(opening, AlertState.OPEN, REVISED, replay);
        if (!now.isOpen()) {
          send(opening.becomes(now), AlertState.CLEARED, REVISED, replay);
        }
      } else if (!known.tells(now)) {
        AlertState state = now.isOpen() ? AlertState.UPDATED : AlertState.CLEARED;
        send(known.becomes(now), state, REVISED, replay);
      }
    }
  }

  private void send(AlertSpan span, AlertState state, String reason, ReplayContext replay) {
    Why why = replay.why(span.alert().openedBy());
    if (why == null) {
      why = Why.of(List.<Event>copyOf(span.alert().causes()), thresholds);
    }
    context.emit(span.corrected(context, state, reason, why));
    told.put(span.alert().openedBy(), span);
  }
}
