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
  private final Map<String, DeviceTime> after = new HashMap<>(4);

  /**
   * @param before what is remembered of every device that the message observes; left as it is
   */
  public TimeOrder(TimePolicy policy, Map<String, DeviceTime> before) {
    this.policy = policy;
    this.before = before;
  }

  /** What is to be remembered of the devices whose observations were marked. */
  public Map<String, DeviceTime> after() {
    return after;
  }

  /** What is left of a result. Marks are set in the observations. */
  public MappingResult judge(MappingResult result) {
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
    DeviceTime time = present(device);
    long observedAt = observation.getObservedAt().toEpochMilli();
    long receivedAt = observation.getReceivedAt().toEpochMilli();
    List<TimeMark> marks = new ArrayList<>(0);
    if (time.behind(observedAt) > 0) {
      marks.add(TimeMark.OUT_OF_ORDER);
    }
    if (isLate(behind(observation))) {
      marks.add(TimeMark.LATE);
    }
    DeviceTime next = time.sampled(observedAt, receivedAt);
    if (observedAt - receivedAt > policy.futureTolerance().toMillis()) {
      // Not remembered, or all that is in time would seem late until then.
      marks.add(TimeMark.FUTURE);
    } else {
      next = next.advancedTo(observedAt);
    }
    after.put(device, next);
    observation.setMarks(marks);
    observation.setClockSkewMillis(next.skewMillis());
  }

  private DeviceTime present(String device) {
    DeviceTime time = after.get(device);
    return time == null ? before.getOrDefault(device, DeviceTime.UNKNOWN) : time;
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
