package io.millrace.local.demo.outcome;

import io.millrace.local.kafka.TopicConsumers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics that the jobs write, from where they end when the reader starts, without a
 * consumer group: it leaves no trace on the stack.
 */
public final class OutcomeReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Outcomes outcomes;
  private final Thread thread = new Thread(this::read, "demo-outcomes");
  private volatile @Nullable Exception failure;

  private OutcomeReader(String bootstrap, Outcomes outcomes) {
    this.outcomes = outcomes;
    this.consumer = TopicConsumers.open(bootstrap, "millrace-demo");
  }

  /** Starts to read; what is written from now on is seen. */
  public static OutcomeReader start(String bootstrap, Outcomes outcomes) {
    OutcomeReader reader = new OutcomeReader(bootstrap, outcomes);
    reader.seekToEnd();
    reader.thread.setDaemon(true);
    reader.thread.start();
    return reader;
  }

  /**
   * Tells whether reading goes on.
   *
   * @throws IOException with the reason why it ended
   */
  public void check() throws IOException {
    Exception reason = failure;
    if (reason != null) {
      throw new IOException("The outcomes cannot be read: " + reason.getMessage(), reason);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void seekToEnd() {
    List<TopicPartition> partitions =
        Outcomes.TOPICS.stream()
            .flatMap(topic -> TopicConsumers.partitions(consumer, topic).stream())
            .toList();
    consumer.assign(partitions);
    consumer.endOffsets(partitions).forEach(consumer::seek);
  }

  private void read() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          outcomes.take(record);
        }
      }
    } catch (WakeupException e) {
      // Closed.
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }
}
