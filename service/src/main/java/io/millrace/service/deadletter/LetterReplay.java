package io.millrace.service.deadletter;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.millrace.service.deadletter.DeviceMessageWriter.Delivery;
import io.millrace.service.deadletter.ReplayReport.Tally;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.dataset.TableException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts the messages of letters on their topic again. A request may be repeated, whole or after it
 * failed half-way: the ingest job takes each letter once, by its id, and a row that comes twice
 * says the same.
 */
@Component
class LetterReplay {
  private static final int MOST_IDS = 10_000;
  private final LetterScroll scroll;
  private final LetterBytes bytes;
  private final RowRecords rows;
  private final DeviceMessageWriter writer;

  LetterReplay(
      LetterScroll scroll, LetterBytes bytes, RowRecords rows, DeviceMessageWriter writer) {
    this.scroll = scroll;
    this.bytes = bytes;
    this.rows = rows;
    this.writer = writer;
  }

  /** Returns when Kafka has all messages; a problem that says how many it has where it fails. */
  ReplayReport run(Requests.Replay request) {
    Tally tally = new Tally();
    int limit = Requests.limit(request.limit());
    String mapping = request.mapping();
    List<String> ids = request.ids();
    if (request.filter() != null) {
      return tally.report(each(LetterQuery.of(request.filter()), limit, mapping, tally));
    }
    Set<String> distinct = new LinkedHashSet<>(ids == null ? List.of() : ids);
    if (distinct.size() > MOST_IDS) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER, "At most " + MOST_IDS + " ids can be given");
    }
    long found = each(LetterQuery.ofIds(distinct), limit, mapping, tally);
    tally.refused(NotReplayable.NOT_FOUND, distinct.size() - found);
    return tally.report(distinct.size());
  }

  private long each(Query query, int limit, @Nullable String mapping, Tally tally) {
    return scroll.each(query, limit, batch -> replay(batch, mapping, tally));
  }

  private void replay(List<LetterView> batch, @Nullable String mapping, Tally tally) {
    List<LetterView> letters = new ArrayList<>(batch.size());
    for (LetterView letter : batch) {
      Optional<NotReplayable> reason = NotReplayable.of(letter);
      reason.ifPresentOrElse(r -> tally.refused(r, 1), () -> letters.add(letter));
    }
    Map<String, Original> originals = bytes.of(letters);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(letters.size());
    for (LetterView letter : letters) {
      Original original = originals.get(letter.letter().id());
      if (original == null) {
        tally.refused(NotReplayable.NO_LONGER_STORED, 1);
      } else if (original.key() == null || original.key().length == 0) {
        tally.refused(NotReplayable.NO_DEVICE_ID, 1);
      } else {
        add(letter, original, mapping, records, tally);
      }
    }
    send(records, tally);
  }

  private void add(
      LetterView letter,
      Original original,
      @Nullable String mapping,
      List<ProducerRecord<byte[], byte[]>> records,
      Tally tally) {
    try {
      byte[] value =
          NotReplayable.isRow(letter) ? rows.record(original.payload()) : original.payload();
      records.add(ReplayMessage.of(letter, original, value, mapping));
    } catch (TableException e) {
      tally.refused(NotReplayable.NO_PAYLOAD, 1);
    }
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records, Tally tally) {
    boolean failed = false;
    for (Delivery delivery : deliveries(records)) {
      switch (delivery) {
        case TAKEN -> tally.replayed();
        case TOO_LARGE -> tally.refused(NotReplayable.TOO_LARGE, 1);
        case FAILED -> failed = true;
      }
    }
    if (failed) {
      throw new ProblemException(
          ProblemCode.UNAVAILABLE,
          "Kafka took "
              + tally.count()
              + " messages and then no more; the same request again makes"
              + " no duplicates",
          Map.of("replayed", tally.count()));
    }
  }

  private List<Delivery> deliveries(List<ProducerRecord<byte[], byte[]>> records) {
    try {
      return writer.write(records);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.unavailable("The service, which is being stopped,", e);
    }
  }
}
