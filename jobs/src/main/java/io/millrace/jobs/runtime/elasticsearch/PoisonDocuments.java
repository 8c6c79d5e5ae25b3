package io.millrace.jobs.runtime.elasticsearch;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetterOutput;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.schemas.Topics;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets documents aside that Elasticsearch will never take.
 *
 * <p>That of a dead letter makes no dead letter again: it would be refused like the first, and so
 * on without end. It is logged; the letter itself still stands in its topic.
 */
final class PoisonDocuments implements AutoCloseable {
  private static final String STAGE = "elasticsearch";
  static final String DOCUMENT_REFUSED = "document-refused";
  static final String DOCUMENT_TOO_LARGE = "document-too-large";
  static final String INVALID_INDEX_NAME = "invalid-index-name";

  private static final Logger LOG = LoggerFactory.getLogger(PoisonDocuments.class);

  private final DeadLetterOutput output;
  private final SerializableClock clock;

  PoisonDocuments(DeadLetterOutput output, SerializableClock clock) {
    this.output = output;
    this.clock = clock;
  }

  void add(DocumentOperation operation, String code, String reason) {
    if (operation.topic().equals(Topics.DEAD_LETTERS)) {
      LOG.warn(
          "Dead letter at {}/{} is not in the index: {}, {}",
          operation.partition(),
          operation.offset(),
          code,
          reason);
      return;
    }
    String path = operation.alias() + "/" + operation.id();
    Verdict verdict = new Verdict(STAGE, code, reason, path, null, null);
    output.add(
        DeadLetters.of(
            operation.topic(),
            operation.partition(),
            operation.offset(),
            operation.document(),
            verdict,
            clock.instant()));
  }

  void flush() throws IOException, InterruptedException {
    output.flush();
  }

  @Override
  public void close() throws IOException {
    output.close();
  }
}
