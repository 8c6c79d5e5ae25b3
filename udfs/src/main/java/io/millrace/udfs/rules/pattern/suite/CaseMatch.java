package io.millrace.udfs.rules.pattern.suite;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A match, or a partial match that timed out.
 *
 * @param when the event or watermark at which it came, and for a timeout its own time
 */
public record CaseMatch(String when, Map<String, List<CaseEvent>> stages) {

  public static String atEvent(int idx) {
    return "at event " + idx;
  }

  public static String onWatermark(long watermark) {
    return "on watermark " + watermark;
  }

  public static String timedOut(long watermark, long at) {
    return onWatermark(watermark) + ", timed out at " + at;
  }

  /** What is compared: stages by name, their events in order, by value or by place. */
  String text(boolean byValue) {
    Function<CaseEvent, String> event = byValue ? CaseEvent::value : e -> String.valueOf(e.idx());
    Map<String, String> texts = new TreeMap<>();
    stages.forEach(
        (stage, events) ->
            texts.put(
                stage, events.stream().map(event).collect(Collectors.joining(" ", "[", "]"))));
    return texts + " " + when;
  }
}
