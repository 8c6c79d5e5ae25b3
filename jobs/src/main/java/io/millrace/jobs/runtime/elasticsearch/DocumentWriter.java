package io.millrace.jobs.runtime.elasticsearch;

import io.millrace.jobs.runtime.elasticsearch.BulkVerdict.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers operations and sends them in batches. All of it runs in the task's thread; answers and
 * timers come as mails. Neither input nor checkpoints wait for Elasticsearch unless the buffer is
 * full: a checkpoint takes what waits and what is under way, and sending the latter again is
 * harmless.
 */
final class DocumentWriter
    implements StatefulSinkWriter<DocumentOperation, BufferedRequestState<DocumentOperation>> {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentWriter.class);

  private final ElasticsearchSettings settings;
  private final DocumentClient client;
  private final PoisonDocuments poison;
  private final MailboxExecutor mailbox;
  private final SendGate gate;
  private final ElasticsearchMetrics metrics;
  private final RetryPause retryPause;
  private final DocumentBuffer buffer;
  private final Set<List<DocumentOperation>> inFlight =
      Collections.newSetFromMap(new IdentityHashMap<>());

  /** Whether what waits is to be sent even if it fills no batch. */
  private boolean due;

  private int batchLimit;

  DocumentWriter(
      ElasticsearchSettings settings,
      DocumentClient client,
      PoisonDocuments poison,
      WriterInitContext context) {
    this.settings = settings;
    this.client = client;
    this.poison = poison;
    this.mailbox = context.getMailboxExecutor();
    this.gate = new SendGate(context.getProcessingTimeService(), this::sendAll);
    this.retryPause =
        new RetryPause(settings.firstRetry(), settings.maxRetry(), new SplittableRandom());
    this.buffer = new DocumentBuffer(settings.maxBuffered(), DocumentSink.MAX_BUFFERED_BYTES);
    this.metrics = new ElasticsearchMetrics(context.metricGroup(), buffer::count);
    this.batchLimit = settings.batchSize();
  }

  void restore(Collection<BufferedRequestState<DocumentOperation>> states) {
    for (BufferedRequestState<DocumentOperation> state : states) {
      state.getBufferedRequestEntries().forEach(entry -> buffer.add(entry.getRequestEntry()));
    }
    if (!buffer.isEmpty()) {
      gate.wakeIn(settings.linger().toMillis());
    }
  }

  @Override
  public void write(DocumentOperation operation, Context context) throws InterruptedException {
    if (operation.sizeInBytes() > DocumentSink.MAX_DOCUMENT_BYTES) {
      String reason = "More than " + DocumentSink.MAX_DOCUMENT_BYTES + " bytes";
      refuse(operation, PoisonDocuments.DOCUMENT_TOO_LARGE, reason);
      return;
    }
    while (buffer.isFull()) {
      mailbox.yield();
    }
    if (buffer.add(operation)) {
      metrics.coalesced();
    }
    gate.wakeIn(settings.linger().toMillis());
    send();
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    while (endOfInput && !(buffer.isEmpty() && inFlight.isEmpty())) {
      sendAll();
      mailbox.yield();
    }
    poison.flush();
  }

  @Override
  public List<BufferedRequestState<DocumentOperation>> snapshotState(long checkpointId) {
    List<RequestEntryWrapper<DocumentOperation>> entries = new ArrayList<>();
    inFlight.forEach(batch -> batch.forEach(operation -> entries.add(entry(operation))));
    buffer.all().forEach(operation -> entries.add(entry(operation)));
    return List.of(new BufferedRequestState<>(entries));
  }

  @Override
  public void close() throws IOException {
    try (poison) {
      client.close();
    }
  }

  private void sendAll() {
    due = true;
    send();
  }

  private void send() {
    while (gate.isOpen() && !buffer.isEmpty() && inFlight.size() < DocumentSink.MAX_IN_FLIGHT) {
      boolean full = buffer.count() >= batchLimit || buffer.bytes() >= DocumentSink.MAX_BATCH_BYTES;
      if (!full && !due) {
        return;
      }
      submit(buffer.take(batchLimit, DocumentSink.MAX_BATCH_BYTES));
    }
    due = due && !buffer.isEmpty();
  }

  private void submit(List<DocumentOperation> batch) {
    inFlight.add(batch);
    long start = System.nanoTime();
    var unused =
        client
            .bulk(batch)
            .whenComplete(
                (answer, error) ->
                    mailbox.execute(
                        () -> answered(batch, answer, error, start), "Elasticsearch answered"));
  }

  private void answered(
      List<DocumentOperation> batch,
      @Nullable List<BulkItem> answer,
      @Nullable Throwable error,
      long start) {
    inFlight.remove(batch);
    metrics.answered(System.nanoTime() - start);
    if (answer != null && answer.size() == batch.size()) {
      settle(BulkVerdict.of(batch, answer));
    } else {
      Throwable cause = error == null ? new IOException("An answer without all items") : error;
      failed(batch, ElasticsearchFailure.of(cause));
    }
    send();
  }

  private void settle(BulkVerdict verdict) {
    metrics.written(verdict.done());
    metrics.stale(verdict.stale());
    for (Refused refused : verdict.poison()) {
      refuse(refused.operation(), PoisonDocuments.DOCUMENT_REFUSED, refused.reason());
    }
    giveBack(verdict.again());
    if (!verdict.retryReason().isEmpty()) {
      pause(verdict.retryReason());
    } else if (!verdict.missing().isEmpty()) {
      verdict.missing().forEach(this::createIndex);
    } else {
      retryPause.reset();
      batchLimit = Math.min(settings.batchSize(), batchLimit * 2);
    }
  }

  private void failed(List<DocumentOperation> batch, ElasticsearchFailure failure) {
    if (failure.refused() && batch.size() == 1) {
      refuse(batch.get(0), PoisonDocuments.DOCUMENT_REFUSED, failure.reason());
      return;
    }
    giveBack(batch);
    if (failure.refused()) {
      // One of them spoils all: smaller batches find out which.
      batchLimit = Math.max(1, batch.size() / 2);
    } else {
      pause(failure.reason());
    }
  }

  private void createIndex(String alias) {
    // Until the answer comes; it comes, for the client has a timeout.
    gate.close(settings.maxRetry().toMillis());
    var unused =
        client
            .createIndex(alias)
            .whenComplete(
                (created, error) ->
                    mailbox.execute(() -> indexCreated(alias, error), "Index creation answered"));
  }

  private void indexCreated(String alias, @Nullable Throwable error) {
    if (error == null) {
      LOG.info("Created the first index behind alias {}", alias);
      gate.open();
      sendAll();
      return;
    }
    ElasticsearchFailure failure = ElasticsearchFailure.of(error);
    if (failure.invalidName()) {
      for (DocumentOperation operation : buffer.removeAll(alias)) {
        refuse(operation, PoisonDocuments.INVALID_INDEX_NAME, failure.reason());
      }
      gate.open();
      sendAll();
    } else {
      // Also if it exists already: another subtask was first, or it lost its alias.
      pause("alias " + alias + " is missing: " + failure.reason());
    }
  }

  private void giveBack(List<DocumentOperation> operations) {
    metrics.retried(operations.size());
    buffer.giveBack(operations);
    due = due || !operations.isEmpty();
  }

  private void refuse(DocumentOperation operation, String code, String reason) {
    metrics.poison();
    poison.add(operation, code, reason);
  }

  private void pause(String reason) {
    long millis = retryPause.nextMs();
    gate.close(millis);
    LOG.warn(
        "Elasticsearch: try {} failed, {} documents wait, next try in {} ms: {}",
        retryPause.failures(),
        buffer.count(),
        millis,
        reason);
  }

  private static RequestEntryWrapper<DocumentOperation> entry(DocumentOperation operation) {
    return new RequestEntryWrapper<>(operation, operation.sizeInBytes());
  }
}
