package io.millrace.bench.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Sends by a plan: message n is due n / rate seconds after the start, whatever became of the ones
 * before. Its payload tells when it was due, so a sender or a job that falls behind shows.
 */
final class PacedLoad implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final BenchMessages messages;
  private final double nanosEach;
  private final long startNanos = System.nanoTime();
  private final long startMillis = System.currentTimeMillis();
  private long sent;
  private long latestNanos;

  PacedLoad(BenchTopics topics, BenchMessages messages, int rate) {
    this.producer = topics.producer(Map.of("linger.ms", 1));
    this.messages = messages;
    this.nanosEach = 1e9 / rate;
  }

  /** Sends what is due within this time. */
  void run(Duration length) {
    long until = sent + Math.round(length.toNanos() / nanosEach);
    while (sent < until) {
      long due = startNanos + (long) (sent * nanosEach);
      long early = due - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      } else {
        latestNanos = Math.max(latestNanos, -early);
        var unused = producer.send(messages.record(sent++, millis(due)));
      }
    }
  }

  /** When the next message is due, epoch milliseconds. */
  long planned() {
    return millis(startNanos + (long) (sent * nanosEach));
  }

  /** How late a message was sent at most. */
  long latestMillis() {
    return TimeUnit.NANOSECONDS.toMillis(latestNanos);
  }

  private long millis(long nanos) {
    return startMillis + TimeUnit.NANOSECONDS.toMillis(nanos - startNanos);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
