package io.millrace.udfs.rules.pattern.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * What an engine finds in the events of a case.
 *
 * @param errors why an engine gave up
 */
public record Result(List<CaseMatch> matches, List<CaseMatch> timeouts, List<String> errors) {
  public Result() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  boolean isEmpty() {
    return matches.isEmpty() && timeouts.isEmpty();
  }

  /** What is compared of it, sorted: the order of matches of one event is no matter. */
  public List<String> lines(boolean byValue, boolean withTimeouts) {
    List<String> lines = new ArrayList<>();
    matches.forEach(match -> lines.add("match " + match.text(byValue)));
    if (withTimeouts) {
      timeouts.forEach(timeout -> lines.add("timeout " + timeout.text(byValue)));
    }
    errors.forEach(error -> lines.add("error " + error));
    lines.sort(null);
    return lines;
  }
}
