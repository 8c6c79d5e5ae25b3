package io.millrace.jobs.runtime.elasticsearch;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetterOutput;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes documents to Elasticsearch, at least once and idempotently: by id and external version.
 * Tries for as long as it takes; what Elasticsearch will never take becomes a dead letter.
 *
 * <p>It takes state and settings from {@link AsyncSinkBase}, but brings a writer of its own. {@code
 * AsyncSinkWriter} empties its buffer within one timer callback, and while that waits for an answer
 * no input and so no checkpoint barrier is taken: an outage of Elasticsearch would stop all
 * checkpoints of the job.
 */
public final class DocumentSink extends AsyncSinkBase<DocumentOperation, DocumentOperation> {
  private static final long serialVersionUID = 1L;

  /** Larger requests are slower, not faster; Elasticsearch itself refuses above 100 MB. */
  static final long MAX_BATCH_BYTES = 5 << 20;

  static final long MAX_DOCUMENT_BYTES = 5 << 20;
  static final long MAX_BUFFERED_BYTES = 64 << 20;
  static final int MAX_IN_FLIGHT = 2;

  private final ElasticsearchSettings settings;
  private final DeadLetterOutput.Factory deadLetters;
  private final SerializableClock clock;

  public DocumentSink(
      ElasticsearchSettings settings,
      DeadLetterOutput.Factory deadLetters,
      SerializableClock clock) {
    super(
        (operation, context) -> operation,
        settings.batchSize(),
        MAX_IN_FLIGHT,
        settings.maxBuffered(),
        MAX_BATCH_BYTES,
        settings.linger().toMillis(),
        MAX_DOCUMENT_BYTES);
    this.settings = settings;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  @Override
  public DocumentWriter createWriter(WriterInitContext context) {
    return restore(context, List.of());
  }

  @Override
  public StatefulSinkWriter<DocumentOperation, BufferedRequestState<DocumentOperation>>
      restoreWriter(
          WriterInitContext context, Collection<BufferedRequestState<DocumentOperation>> state) {
    return restore(context, state);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<DocumentOperation>>
      getWriterStateSerializer() {
    return new DocumentStateSerializer();
  }

  private DocumentWriter restore(
      WriterInitContext context, Collection<BufferedRequestState<DocumentOperation>> state) {
    DocumentWriter writer =
        new DocumentWriter(
            settings,
            new DocumentClient(settings),
            new PoisonDocuments(deadLetters.open(), clock),
            context);
    writer.restore(state);
    return writer;
  }
}
