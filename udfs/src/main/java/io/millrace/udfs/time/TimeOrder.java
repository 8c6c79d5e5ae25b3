package io.millrace.udfs.time;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.TimeMark;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.source.TimePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Marks the observations of one message by how their times compare with what their devices said
 * before, or refuses the late ones.
 */
public final class TimeOrder {
  private final TimePolicy policy;
  private final Map<String, DeviceTime> before;
  private final Map<String, DeviceTime> times;

  private TimeOrder(TimePolicy policy, Map<String, DeviceTime> times) {
    this.policy = policy;
    this.times = times;
    this.before = Map.copyOf(times);
  }

  /**
   * What is left of a result. Marks are set in the observations.
   *
   * @param times what is remembered of every device that the result observes; brought up to date
   */
  public static MappingResult judge(
      MappingResult result, TimePolicy policy, Map<String, DeviceTime> times) {
    return new TimeOrder(policy, times).judge(result);
  }

  private MappingResult judge(MappingResult result) {
    Map<String, Refusal> late = policy.refusesLate() ? refusals(result) : Map.of();
    if (late.isEmpty()) {
      result.observations().forEach(this::mark);
      return result;
    }
    List<Observation> kept = new ArrayList<>();
    for (Observation observation : result.observations()) {
      if (!late.containsKey(observation.getMappingId())) {
        mark(observation);
        kept.add(observation);
      }
    }
    List<Refusal> refusals = new ArrayList<>(result.refusals());
    refusals.addAll(late.values());
    return result.with(kept, refusals);
  }

  /** By mapping, for a mapping takes a message whole or not at all. */
  private Map<String, Refusal> refusals(MappingResult result) {
    Map<String, Refusal> late = new HashMap<>();
    for (Observation observation : result.observations()) {
      long behind = behind(observation);
      if (isLate(behind)) {
        late.putIfAbsent(observation.getMappingId(), refusal(observation, behind));
      }
    }
    return late;
  }

  private static Refusal refusal(Observation observation, long behind) {
    String reason =
        "'observedAt' "
            + observation.getObservedAt()
            + " is "
            + Duration.ofMillis(behind)
            + " behind the device";
    return new Refusal(
        RefusalCode.LATE,
        reason,
        "observedAt",
        observation.getMappingId(),
        observation.getMappingVersion());
  }

  private void mark(Observation observation) {
    String device = observation.getDeviceId();
    DeviceTime time = times.getOrDefault(device, DeviceTime.UNKNOWN);
    long observedAt = observation.getObservedAt().toEpochMilli();
    long receivedAt = observation.getReceivedAt().toEpochMilli();
    List<TimeMark> marks = new ArrayList<>(0);
    if (time.behind(observedAt) > 0) {
      marks.add(TimeMark.OUT_OF_ORDER);
    }
    if (isLate(behind(observation))) {
      marks.add(TimeMark.LATE);
    }
    DeviceTime after = time.sampled(observedAt, receivedAt);
    if (observedAt - receivedAt > policy.futureTolerance().toMillis()) {
      // Not remembered, or all that is in time would seem late until then.
      marks.add(TimeMark.FUTURE);
    } else {
      after = after.advancedTo(observedAt);
    }
    times.put(device, after);
    observation.setMarks(marks);
    observation.setClockSkewMillis(after.skewMillis());
  }

  /** Behind what earlier messages said: one that brings a long history is not late by itself. */
  private long behind(Observation observation) {
    return before
        .getOrDefault(observation.getDeviceId(), DeviceTime.UNKNOWN)
        .behind(observation.getObservedAt().toEpochMilli());
  }

  private boolean isLate(long behind) {
    Duration after = policy.lateAfter();
    return after != null && behind > after.toMillis();
  }
}
