package io.millrace.jobs.runtime.elasticsearch;

import io.millrace.jobs.Given;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Runs the sink as a task would, with its mails and timers, in the test's thread and time. */
final class SinkDriver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final OneInputStreamOperatorTestHarness<DocumentOperation, ?> harness;
  private long now;
  private long checkpoint;

  SinkDriver(ElasticsearchSettings settings, OperatorSubtaskState... restored) throws Exception {
    DocumentSink sink = new DocumentSink(settings, CollectedLetters::new, () -> Given.NOON);
    harness = new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(sink));
    harness.setup();
    for (OperatorSubtaskState state : restored) {
      harness.initializeState(state);
    }
    harness.open();
  }

  void write(DocumentOperation... operations) throws Exception {
    for (DocumentOperation operation : operations) {
      harness.processElement(operation, 0);
    }
  }

  /** Lets time pass and runs what is due. */
  void pass(Duration time) throws Exception {
    now += time.toMillis();
    harness.setProcessingTime(now);
    runMails();
  }

  /** Runs mails until this holds, with time passing in steps. */
  void until(BooleanSupplier condition, Duration step) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within " + PATIENCE);
      }
      pass(step);
      Thread.sleep(5);
    }
  }

  /** Runs mails for a while of real time, with the clock of the sink at a standstill. */
  void settle(Duration real) throws Exception {
    long end = System.nanoTime() + real.toNanos();
    while (System.nanoTime() < end) {
      runMails();
      Thread.sleep(5);
    }
  }

  /** What a checkpoint does; it must return whatever Elasticsearch does. */
  OperatorSubtaskState checkpoint() throws Exception {
    checkpoint++;
    harness.prepareSnapshotPreBarrier(checkpoint);
    return harness.snapshot(checkpoint, now);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  private void runMails() throws Exception {
    Optional<Mail> mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    while (mail.isPresent()) {
      mail.get().run();
      mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    }
  }
}
