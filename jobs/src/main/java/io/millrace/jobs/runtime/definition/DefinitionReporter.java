package io.millrace.jobs.runtime.definition;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.udfs.definition.Outcome;
import io.millrace.udfs.definition.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/** Says what a subtask did with definitions: acks from each, dead letters from the first alone. */
public final class DefinitionReporter {
  public static final OutputTag<DefinitionAck> ACKS =
      new OutputTag<>("acks", new AvroTypeInfo<>(DefinitionAck.class));
  static final String INVALID_DEFINITION = "invalid-definition";

  private final String job;
  private final String stage;
  private final TaskInfo task;
  private final SerializableClock clock;

  /** The side outputs of an operator. */
  @FunctionalInterface
  public interface SideOutputs {
    <X> void output(OutputTag<X> tag, X value);
  }

  public DefinitionReporter(String job, String stage, TaskInfo task, SerializableClock clock) {
    this.job = job;
    this.stage = stage;
    this.task = task;
    this.clock = clock;
  }

  /** Reports a definition that was taken, refused, set aside or removed. */
  public void report(String kind, Reception reception, SideOutputs outputs) {
    report(kind, reception, Moment.UNTOLD, outputs);
  }

  /**
   * When a subtask took a definition.
   *
   * @param watermark event time that it had come to, epoch milliseconds; {@link Long#MIN_VALUE} for
   *     none
   * @param effectiveAt time of reception from which on it holds; the same
   */
  public record Moment(long watermark, long effectiveAt) {
    static final Moment UNTOLD = new Moment(Long.MIN_VALUE, Long.MIN_VALUE);
  }

  /** The same, with the moment. */
  public void report(String kind, Reception reception, Moment moment, SideOutputs outputs) {
    Outcome outcome = reception.outcome();
    if (outcome instanceof Outcome.Rejected rejected) {
      outputs.output(ACKS, ack(kind, reception, AckStatus.REJECTED, text(rejected), moment));
      refuse(reception.record(), rejected.problems(), outputs);
    } else if (outcome instanceof Outcome.Waiting waiting) {
      String reason = "Waits for '" + waiting.base() + "', which it is built upon";
      outputs.output(ACKS, ack(kind, reception, AckStatus.REJECTED, reason, moment));
    } else {
      boolean removed = outcome instanceof Outcome.Removed;
      AckStatus status = removed ? AckStatus.REMOVED : AckStatus.IN_FORCE;
      outputs.output(ACKS, ack(kind, reception, status, "", moment));
    }
  }

  /** Reports a record that cannot be read. */
  public void reportUnreadable(ControlRecord record, SideOutputs outputs) {
    if (record.unreadable() != null && first()) {
      DeadLetter letter = DeadLetters.of(record.unreadable(), stage, clock.instant());
      outputs.output(DeadLetters.TAG, letter);
    }
  }

  /** What a subtask says of a definition. */
  public DefinitionAck ack(
      String kind, Reception reception, AckStatus status, String reason, Moment moment) {
    return DefinitionAck.newBuilder()
        .setKind(kind)
        .setId(reception.record().id())
        .setVersion(reception.version())
        .setJob(job)
        .setSubtask(task.getIndexOfThisSubtask())
        .setParallelism(task.getNumberOfParallelSubtasks())
        .setStatus(status)
        .setReason(reason)
        .setAt(clock.instant())
        .setWatermark(moment.watermark() == Long.MIN_VALUE ? null : moment.watermark())
        .setEffectiveAt(
            moment.effectiveAt() == Long.MIN_VALUE
                ? null
                : Instant.ofEpochMilli(moment.effectiveAt()))
        .build();
  }

  private void refuse(ControlRecord record, List<Problem> problems, SideOutputs outputs) {
    Definition definition = record.definition();
    if (definition == null || !first()) {
      return;
    }
    String path = problems.isEmpty() ? "" : problems.get(0).path();
    Verdict verdict =
        new Verdict(
            stage,
            INVALID_DEFINITION,
            text(new Outcome.Rejected(problems)),
            path,
            record.id(),
            definition.getVersion());
    byte[] document = definition.getDocument().getBytes(StandardCharsets.UTF_8);
    outputs.output(
        DeadLetters.TAG,
        DeadLetters.of(
            record.topic(),
            record.partition(),
            record.offset(),
            document,
            verdict,
            clock.instant()));
  }

  private boolean first() {
    return task.getIndexOfThisSubtask() == 0;
  }

  private static String text(Outcome.Rejected rejected) {
    return rejected.problems().stream()
        .map(problem -> problem.path() + ": " + problem.reason())
        .collect(Collectors.joining("; "));
  }
}
