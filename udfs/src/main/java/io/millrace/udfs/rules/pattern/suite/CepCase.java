package io.millrace.udfs.rules.pattern.suite;

import io.millrace.udfs.rules.pattern.nfa.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern, events and what is expected.
 *
 * @param conditions of the pattern, by their places
 * @param byValue events are compared by value, not by place
 * @param timeouts whether partial matches that time out are asked for
 * @param feed how the events are given to an engine
 */
public record CepCase(
    String name,
    Pattern pattern,
    List<CaseCondition> conditions,
    List<CaseEvent> events,
    Result expected,
    boolean byValue,
    boolean timeouts,
    Feed feed) {

  /** How this differs from what is expected; null if it does not. */
  public @Nullable String difference(Result found) {
    List<String> missing = expected.lines(byValue, timeouts);
    List<String> extra = new ArrayList<>();
    for (String line : found.lines(byValue, timeouts)) {
      if (!missing.remove(line)) {
        extra.add(line);
      }
    }
    return missing.isEmpty() && extra.isEmpty()
        ? null
        : "missing " + shortened(missing) + ", not expected " + shortened(extra);
  }

  private static String shortened(List<String> lines) {
    int most = 3;
    return lines.size() <= most
        ? lines.toString()
        : lines.subList(0, most) + " and " + (lines.size() - most) + " more";
  }
}
