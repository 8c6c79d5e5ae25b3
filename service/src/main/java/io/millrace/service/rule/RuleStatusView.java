package io.millrace.service.rule;

import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.service.definition.StoredDefinition;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a rule has come in the jobs. */
@Schema(name = "RuleStatus", description = "What the subtasks of the rules job made of a rule.")
record RuleStatusView(
    String id,
    @Schema(description = "The present version.") long version,
    DefinitionState state,
    @Schema(description = "It judges what is received from then on.") @Nullable Instant effectiveAt,
    @Schema(description = "Such as: active on 4 of 4; stopped on 4 of 4: REASON.") String summary,
    @Schema(description = "Subtasks that have confirmed the present version.") int confirmed,
    @Schema(description = "Subtasks that there are, as they said last.") int of,
    List<Subtask> subtasks) {

  /** How a subtask's reason begins where a rule failed and its {@code onError} is stop. */
  private static final String STOPPED = "stopped: ";

  /** The last word of a subtask. */
  @Schema(name = "RuleSubtask")
  record Subtask(
      String job,
      int subtask,
      long version,
      AckStatus status,
      String reason,
      @Schema(description = "Event time that the subtask had reached when it took the version.")
          @Nullable Instant watermark,
      Instant at) {
    static Subtask of(DefinitionAck ack) {
      Long watermark = ack.getWatermark();
      return new Subtask(
          ack.getJob(),
          ack.getSubtask(),
          ack.getVersion(),
          ack.getStatus(),
          ack.getReason(),
          watermark == null ? null : Instant.ofEpochMilli(watermark),
          ack.getAt());
    }
  }

  /** Subtasks that a job no longer has, for it runs with fewer now, do not count. */
  static RuleStatusView of(StoredDefinition rule, Collection<DefinitionAck> acks) {
    int parallelism =
        acks.stream()
            .max(Comparator.comparing(DefinitionAck::getAt))
            .map(DefinitionAck::getParallelism)
            .orElse(0);
    List<DefinitionAck> present =
        acks.stream().filter(ack -> ack.getSubtask() < parallelism).toList();
    AckStatus wanted =
        rule.state() == DefinitionState.ACTIVE ? AckStatus.IN_FORCE : AckStatus.REMOVED;
    int confirmed = count(present, rule.version(), wanted);
    return new RuleStatusView(
        rule.id(),
        rule.version(),
        rule.state(),
        rule.effectiveAt(),
        summary(present, rule.version(), wanted, parallelism),
        confirmed,
        parallelism,
        present.stream().map(Subtask::of).toList());
  }

  private static String summary(
      List<DefinitionAck> acks, long version, AckStatus wanted, int parallelism) {
    List<String> stopped =
        acks.stream()
            .filter(ack -> ack.getVersion() == version && ack.getStatus() == AckStatus.REJECTED)
            .map(DefinitionAck::getReason)
            .filter(reason -> reason.startsWith(STOPPED))
            .toList();
    if (!stopped.isEmpty()) {
      String reason = stopped.get(0).substring(STOPPED.length());
      return "stopped on " + stopped.size() + " of " + parallelism + ": " + reason;
    }
    String word = wanted == AckStatus.IN_FORCE ? "active" : "out of force";
    String summary = word + " on " + count(acks, version, wanted) + " of " + parallelism;
    int rejected = count(acks, version, AckStatus.REJECTED);
    return rejected == 0 ? summary : summary + ", refused by " + rejected;
  }

  private static int count(List<DefinitionAck> acks, long version, AckStatus status) {
    return (int)
        acks.stream()
            .filter(ack -> ack.getVersion() == version && ack.getStatus() == status)
            .count();
  }
}
