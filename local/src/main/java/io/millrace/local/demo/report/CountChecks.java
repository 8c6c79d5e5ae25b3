package io.millrace.local.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What went in against what came out.
 *
 * @param sent all messages
 * @param expectedObservations messages that must become one
 * @param sentDuplicates messages that were sent before
 * @param expectedDeadLetters by code
 * @param observations distinct ones that came out
 * @param deadLetters distinct ones that came out, by code
 */
public record CountChecks(
    long sent,
    long expectedObservations,
    long sentDuplicates,
    Map<String, Long> expectedDeadLetters,
    long observations,
    Map<String, Long> deadLetters) {

  /** Messages of which nothing came out: they were dropped as duplicates, or lost. */
  public long dropped() {
    return sent - observations - deadLetterTotal();
  }

  /** Whether as much came out as is expected, so that nothing is left to wait for. */
  public boolean complete() {
    return observations >= expectedObservations && deadLetterTotal() >= total(expectedDeadLetters);
  }

  /** One check for each way a message can go. */
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(
        Check.equal(
            "Every sound message became one observation", expectedObservations, observations));
    checks.add(
        Check.equal("Every duplicate was dropped, nothing else was", sentDuplicates, dropped()));
    for (String code : codes()) {
      checks.add(
          Check.equal(
              "Dead letters '" + code + "'",
              expectedDeadLetters.getOrDefault(code, 0L),
              deadLetters.getOrDefault(code, 0L)));
    }
    if (codes().isEmpty()) {
      checks.add(Check.equal("Dead letters", 0, deadLetterTotal()));
    }
    checks.add(sum());
    return checks;
  }

  private Check sum() {
    long out = observations + deadLetterTotal() + sentDuplicates;
    String detail =
        String.format(
            "%d %s %d + %d + %d",
            sent, sent == out ? "=" : "≠", observations, deadLetterTotal(), sentDuplicates);
    return new Check("Sent = observations + dead letters + duplicates", sent == out, detail);
  }

  private TreeSet<String> codes() {
    TreeSet<String> codes = new TreeSet<>(expectedDeadLetters.keySet());
    codes.addAll(deadLetters.keySet());
    return codes;
  }

  private long deadLetterTotal() {
    return total(deadLetters);
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
