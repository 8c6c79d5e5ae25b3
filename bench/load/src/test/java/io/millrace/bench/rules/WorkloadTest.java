package io.millrace.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {
  private static final Reading[] STREAM = Readings.stream(1000, 40_000);

  /** The index is written from the workload's meaning and knows nothing of rules. */
  @ParameterizedTest
  @ValueSource(strings = {"W1", "W2", "W3", "W5", "W6", "W7", "T10", "E100"})
  void theEngineFindsWhatIsFoundByHand(String name) {
    List<Work> work = Workload.rules(name);
    long byHand = matches(new PlainIndex(work));
    assertThat(byHand).isPositive();
    assertThat(matches(new Engine(RuleDocuments.compile(work)))).isEqualTo(byHand);
  }

  @Test
  void tumblingMeansAreThoseOfTheReadings() {
    List<Work> work = List.of(new Work.TumblingMean("m0", 60.03));
    assertThat(matches(new Engine(RuleDocuments.compile(work)))).isEqualTo(tumbling(60.03));
  }

  private static long tumbling(double limit) {
    return Arrays.stream(STREAM)
        .filter(r -> r.metric().equals("m0"))
        .collect(
            java.util.stream.Collectors.groupingBy(
                r -> r.deviceId() + "/" + r.timestamp() / 60_000,
                java.util.stream.Collectors.averagingDouble(Reading::value)))
        .values()
        .stream()
        .filter(mean -> mean > limit)
        .count();
  }

  @Test
  void otherNamesAreRefused() {
    assertThatThrownBy(() -> Workload.rules("W9")).hasMessageContaining("no workload W9");
    assertThatThrownBy(() -> Workload.rules("T0")).hasMessageContaining("no workload T0");
  }

  private static long matches(Contender contender) {
    return Pass.run(contender, STREAM, STREAM.length, Long.MAX_VALUE).matches();
  }
}
