package io.millrace.service.deadletter;

import io.millrace.schemas.avro.Origin;
import io.millrace.service.deadletter.TrialReport.Tally;
import io.millrace.service.definition.MappingTrials;
import io.millrace.udfs.mapping.DryRun;
import io.millrace.udfs.mapping.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tries a mapping on the messages of letters, by the code of the ingest job, without writing. */
@Component
class LetterTrial {
  /** Stage of letters that were refused before any mapping saw them, and would be again. */
  private static final String BEFORE_MAPPINGS = "check";

  private final LetterScroll scroll;
  private final LetterBytes bytes;
  private final MappingTrials mappings;

  LetterTrial(LetterScroll scroll, LetterBytes bytes, MappingTrials mappings) {
    this.scroll = scroll;
    this.bytes = bytes;
    this.mappings = mappings;
  }

  TrialReport run(Requests.Trial request) {
    Requests.MappingChoice choice = request.mapping();
    try (DryRun run = dryRun(choice)) {
      Tally tally = new Tally();
      long matched =
          scroll.each(
              LetterQuery.of(request.filter()),
              Requests.limit(request.limit()),
              batch -> tryAll(batch, run, tally));
      return tally.report(matched);
    }
  }

  private DryRun dryRun(Requests.MappingChoice choice) {
    return choice.document() != null
        ? mappings.of(choice.document())
        : mappings.of(Objects.requireNonNull(choice.id()), choice.version());
  }

  private void tryAll(List<LetterView> batch, DryRun run, Tally tally) {
    List<LetterView> letters = new ArrayList<>(batch.size());
    for (LetterView letter : batch) {
      Optional<NotReplayable> reason = NotReplayable.of(letter);
      if (reason.isPresent()) {
        tally.skipped(reason.get().word());
      } else if (NotReplayable.isRow(letter)) {
        tally.skipped("row-of-a-data-set");
      } else if (letter.stage().equals(BEFORE_MAPPINGS)) {
        tally.skipped("refused-before-mappings");
      } else {
        letters.add(letter);
      }
    }
    Map<String, Original> originals = bytes.of(letters);
    for (LetterView letter : letters) {
      Original original = originals.get(letter.letter().id());
      if (original == null) {
        tally.skipped(NotReplayable.NO_LONGER_STORED.word());
      } else {
        tally.tried(letter, run.apply(message(letter, original)));
      }
    }
  }

  /** The message as the job sees it when it is replayed. */
  private static Message message(LetterView letter, Original original) {
    Map<String, String> headers = new HashMap<>();
    original
        .headers()
        .forEach((name, value) -> headers.put(name, new String(value, StandardCharsets.UTF_8)));
    byte[] payload = original.payload();
    Instant receivedAt = Objects.requireNonNull(letter.receivedAt(), "checked before");
    return new Message(
        String.valueOf(letter.device()),
        String.valueOf(letter.traceId()),
        headers.getOrDefault("source", ""),
        headers.getOrDefault("content-type", ""),
        headers,
        payload == null ? new byte[0] : payload,
        new Origin(letter.topic(), letter.partition(), letter.offset(), 0),
        receivedAt);
  }
}
