package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Replay;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.udfs.dataset.RowJson;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.objectify.mapping.ObjectMappings.Mapped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a row: with the row as JSON, so that it can be read, and sent again once the
 * mapping that refused it is put right.
 *
 * @param at when they are written
 */
record RowLetters(Decoded<DatasetRow> record, DatasetRow row, Instant at) {
  private static final byte[] NONE = new byte[0];

  /** The only mapping to be applied to a row that is replayed; null for all. */
  static @Nullable String only(Decoded<DatasetRow> record, DatasetRow row) {
    Replay replay = new RowLetters(record, row, Instant.EPOCH).replay();
    return replay == null ? null : replay.mappingId();
  }

  private @Nullable Replay replay() {
    return record.replay().isEmpty() ? null : Replay.of(message(NONE));
  }

  /**
   * One for each mapping that refused it; of a replay that passed the one that says so, once
   * nothing of it waits.
   */
  List<DeadLetter> of(Mapped mapped, Function<Refusal, Verdict> verdict) {
    if (!mapped.refusals().isEmpty()) {
      List<Verdict> verdicts = mapped.refusals().stream().map(verdict).toList();
      return DeadLetters.of(message(RowJson.write(row)), verdicts, at);
    }
    Replay replay = mapped.joinings().isEmpty() ? replay() : null;
    return replay == null ? List.of() : List.of(resolved(replay, mapped.said().size()));
  }

  private DeadLetter resolved(Replay passed, int objects) {
    Verdict verdict =
        new Verdict(
            ObjectifyTopology.MAP_ROWS,
            passed.code(),
            "The replay spoke of " + objects + " objects",
            "",
            passed.mappingId(),
            null);
    return DeadLetters.resolved(message(NONE), passed, verdict, at);
  }

  /** The record as a dead letter has it: of the time of its load, and its key is the data set. */
  private RawMessage message(byte[] json) {
    Map<String, byte @Nullable []> headers = new HashMap<>(record.replay());
    return new RawMessage(
        record.topic(),
        record.partition(),
        record.offset(),
        row.getLoadedAt().toEpochMilli(),
        row.getDatasetId().getBytes(StandardCharsets.UTF_8),
        json,
        headers);
  }
}
