package io.millrace.jobs.rules.cep;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.rules.cep.PatternFuzz.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our matcher against Flink CEP on random cases. */
class PatternFuzzTest {
  private static final int CASES = 12_000;

  @Test
  void bothEnginesFindTheSame() {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    List<String> disagreements = new ArrayList<>();
    int matches = 0;
    int moments = 0;
    try (FlinkCepEngine flink = new FlinkCepEngine()) {
      PatternFuzz fuzz = new PatternFuzz(flink);
      for (long seed = 1; seed <= CASES; seed++) {
        PatternFuzz.Verdict verdict = fuzz.run(seed);
        kinds.merge(verdict.kind(), 1, Integer::sum);
        matches += verdict.matches();
        moments += verdict.moments() && verdict.kind() == Kind.AGREED ? 1 : 0;
        if (verdict.disagreement() != null && verdict.kind() == Kind.DISAGREED) {
          disagreements.add("seed " + seed + ": " + verdict.disagreement());
        }
      }
    }
    assertThat(disagreements).isEmpty();
    assertThat(kinds.get(Kind.AGREED)).isGreaterThan(10_000);
    assertThat(moments).as("time passed moment by moment, as in rules").isBetween(5_000, 7_000);
    assertThat(matches).isGreaterThan(10_000);
  }
}
