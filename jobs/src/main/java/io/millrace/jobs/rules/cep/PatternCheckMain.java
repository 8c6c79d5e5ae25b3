package io.millrace.jobs.rules.cep;

import io.millrace.udfs.rules.pattern.suite.SuiteFile;
import io.millrace.udfs.rules.pattern.suite.SuiteFile.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code ./millrace conformance cep --engine flink-cep} and {@code ./millrace fuzz pattern}
 * start: a program of its own, for it needs Flink's libraries.
 */
public final class PatternCheckMain {
  private PatternCheckMain() {}

  /**
   * {@code conformance FILE} prints a line a case: its name and, after tabs, why it failed and why
   * it is not applicable; {@code fuzz CASES SEED} prints disagreements and how many cases there
   * were of each sort.
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (FlinkCepEngine flink = new FlinkCepEngine()) {
      boolean good =
          args[0].equals("fuzz")
              ? fuzz(new PatternFuzz(flink), Long.parseLong(args[1]), Long.parseLong(args[2]), out)
              : conformance(SuiteFile.run(Path.of(args[1]), flink), out);
      System.exit(good ? 0 : 1);
    }
  }

  static boolean conformance(List<Outcome> outcomes, PrintStream out) {
    for (Outcome outcome : outcomes) {
      String failure = Objects.requireNonNullElse(outcome.failure(), "");
      String notApplicable = Objects.requireNonNullElse(outcome.notApplicable(), "");
      out.println(
          oneLine(outcome.name()) + "\t" + oneLine(failure) + "\t" + oneLine(notApplicable));
    }
    return true;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  static boolean fuzz(PatternFuzz fuzz, long cases, long seed, PrintStream out) {
    Map<PatternFuzz.Kind, Long> kinds = new EnumMap<>(PatternFuzz.Kind.class);
    long matches = 0;
    long moments = 0;
    for (long i = 0; i < cases; i++) {
      PatternFuzz.Verdict verdict = fuzz.run(seed + i);
      kinds.merge(verdict.kind(), 1L, Long::sum);
      matches += verdict.matches();
      moments += verdict.moments() && verdict.kind() == PatternFuzz.Kind.AGREED ? 1 : 0;
      if (verdict.kind() == PatternFuzz.Kind.DISAGREED) {
        out.println("seed " + (seed + i) + ": " + verdict.disagreement());
      }
    }
    long disagreed = kinds.getOrDefault(PatternFuzz.Kind.DISAGREED, 0L);
    out.printf(
        "%d cases from seed %d: %d agreed with %d matches (%d cases moment by moment), "
            + "%d refused, %d failed in Flink, %d disagreed%n",
        cases,
        seed,
        kinds.getOrDefault(PatternFuzz.Kind.AGREED, 0L),
        matches,
        moments,
        kinds.getOrDefault(PatternFuzz.Kind.REFUSED, 0L),
        kinds.getOrDefault(PatternFuzz.Kind.FLINK_FAILED, 0L),
        disagreed);
    return disagreed == 0;
  }
}
