package io.millrace.udfs.time;

import static io.millrace.schemas.avro.TimeMark.FUTURE;
import static io.millrace.schemas.avro.TimeMark.LATE;
import static io.millrace.schemas.avro.TimeMark.OUT_OF_ORDER;
import static io.millrace.udfs.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.TimeMark;
import io.millrace.udfs.Given;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.source.TimePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeOrderTest {
  private static final TimePolicy ACCEPT =
      new TimePolicy(Duration.ofMinutes(5), Duration.ofMinutes(10), false);
  private static final TimePolicy REFUSE =
      new TimePolicy(Duration.ofMinutes(5), Duration.ofMinutes(10), true);

  private final Map<String, DeviceTime> times = new HashMap<>();
  private TimePolicy policy = ACCEPT;

  @Test
  void in_order_nothing_is_marked() {
    assertThat(marks(at(0, 0))).isEmpty();
    assertThat(marks(at(0, 1))).as("the same time again").isEmpty();
    assertThat(marks(at(60, 60))).isEmpty();
  }

  @Test
  void what_is_before_the_greatest_is_out_of_order_and_late_beyond_the_limit() {
    marks(at(3600, 3600));
    assertThat(marks(at(3599, 3600))).containsExactly(OUT_OF_ORDER);
    assertThat(marks(at(3000, 3600))).as("just as far").containsExactly(OUT_OF_ORDER);
    assertThat(marks(at(2999, 3600))).containsExactly(OUT_OF_ORDER, LATE);
    assertThat(marks(at(3600, 3601))).as("the greatest stays").isEmpty();
  }

  @Test
  void either_order_of_arrival_marks_the_older_one_only_if_it_comes_last() {
    assertThat(marks(at(10, 10))).isEmpty();
    assertThat(marks(at(20, 20))).isEmpty();
    times.clear();
    assertThat(marks(at(20, 20))).isEmpty();
    assertThat(marks(at(10, 20))).containsExactly(OUT_OF_ORDER);
  }

  @Test
  void devices_do_not_share_their_time() {
    marks(at(3600, 3600));
    Observation other = at(0, 3600);
    other.setDeviceId("device-2");
    assertThat(marks(other)).isEmpty();
  }

  @Test
  void the_future_is_marked_and_does_not_make_the_present_late() {
    assertThat(marks(at(300, 0))).as("within the tolerance").isEmpty();
    times.clear();
    assertThat(marks(at(301, 0))).containsExactly(FUTURE);
    assertThat(marks(at(365 * 86_400, 0))).containsExactly(FUTURE);
    assertThat(marks(at(1, 1))).isEmpty();
    assertThat(marks(at(0, 1))).containsExactly(OUT_OF_ORDER);
  }

  @Test
  void without_a_limit_nothing_is_late() {
    policy = TimePolicy.tolerating(Duration.ofMinutes(5));
    marks(at(86_400, 86_400));
    assertThat(marks(at(0, 86_400))).containsExactly(OUT_OF_ORDER);
  }

  @Test
  void a_mapping_with_a_late_observation_is_refused_whole_and_the_others_stand() {
    policy = REFUSE;
    marks(at(3600, 3600));
    Observation late = at(0, 3700);
    Observation fresh = at(3700, 3700);
    Observation other = at(3650, 3700);
    other.setMappingId("other");
    MappingResult result = judge(late, fresh, other);
    assertThat(result.observations()).containsExactly(other);
    assertThat(result.refusals())
        .extracting(Refusal::code, Refusal::path, Refusal::mappingId, Refusal::mappingVersion)
        .containsExactly(tuple(RefusalCode.LATE, "observedAt", "plant-machine", 1L));
    assertThat(result.refusals().get(0).reason()).contains("PT1H behind");
    assertThat(marks(at(3660, 3700))).as("a refused one leaves no trace").isEmpty();
  }

  @Test
  void a_message_with_a_long_history_is_not_late_by_itself() {
    policy = REFUSE;
    MappingResult result = judge(at(3600, 3600), at(0, 3600));
    assertThat(result.refusals()).isEmpty();
    assertThat(result.observations().get(1).getMarks()).containsExactly(OUT_OF_ORDER);
  }

  @Test
  void accepting_refuses_nothing() {
    policy = REFUSE.accepting();
    marks(at(3600, 3600));
    assertThat(marks(at(0, 3600))).containsExactly(OUT_OF_ORDER, LATE);
  }

  @Test
  void skew_is_the_least_difference_of_the_last_two_windows() {
    assertThat(skew(at(0, 7))).isEqualTo(7000);
    assertThat(skew(at(10, 13))).as("less delay").isEqualTo(3000);
    assertThat(skew(at(20, 50))).as("more delay").isEqualTo(3000);
    assertThat(skew(at(605, 610))).as("the next window remembers").isEqualTo(3000);
    assertThat(skew(at(1205, 1210))).as("the one after does not").isEqualTo(5000);
    assertThat(skew(at(9000, 9009))).as("nor does any after a silence").isEqualTo(9000);
  }

  @Test
  void a_clock_that_is_ahead_has_a_negative_skew() {
    assertThat(skew(at(120, 0))).isEqualTo(-120_000);
    assertThat(skew(at(7200, 1))).as("in the future too").isEqualTo(-7_199_000);
  }

  @Test
  void a_device_without_a_clock_has_no_skew() {
    judge(at(5, 5));
    assertThat(times.get("device-1").skewMillis()).isNull();
  }

  @Test
  void a_replay_of_long_ago_does_not_turn_the_estimate_back() {
    skew(at(100_000, 100_005));
    assertThat(skew(at(0, 1))).isEqualTo(5000);
  }

  @Test
  void extreme_times_do_not_overflow_into_nonsense() {
    Observation past = at(0, 0);
    past.setObservedAt(Instant.parse("0001-01-01T00:00:00Z"));
    Observation future = at(0, 0);
    future.setObservedAt(Instant.parse("9999-12-31T23:59:59Z"));
    marks(at(0, 0));
    assertThat(marks(past)).containsExactly(OUT_OF_ORDER, LATE);
    assertThat(marks(future)).containsExactly(FUTURE);
    assertThat(marks(at(1, 1))).isEmpty();
  }

  private static Observation at(int observed, int received) {
    Observation observation = Given.observation(1, 0, Map.of());
    observation.setObservedAt(NOON.plusSeconds(observed));
    observation.setReceivedAt(NOON.plusSeconds(received));
    return observation;
  }

  private MappingResult judge(Observation... observations) {
    TimeOrder order = new TimeOrder(policy, times);
    MappingResult judged =
        order.judge(new MappingResult(new ArrayList<>(List.of(observations)), List.of()));
    times.putAll(order.after());
    return judged;
  }

  private List<TimeMark> marks(Observation observation) {
    judge(observation);
    return observation.getMarks();
  }

  private long skew(Observation observation) {
    judge(observation);
    return observation.getClockSkewMillis();
  }
}
