package io.millrace.local.backtest;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.udfs.backtest.input.ObservationSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition of the topic of observations, up to where it ended when it was opened. */
final class PartitionHistory implements ObservationSource {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ConfluentAvro<Observation> coder;
  private final TopicPartition partition;
  private final long end;
  private final Deque<byte[]> read = new ArrayDeque<>();

  /**
   * @param consumer assigned to this partition alone and placed where to begin; closed with this
   */
  PartitionHistory(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      ConfluentAvro<Observation> coder) {
    this.consumer = consumer;
    this.partition = partition;
    this.coder = coder;
    this.end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  @Override
  public @Nullable Observation next() throws IOException {
    if (read.isEmpty()) {
      poll();
    }
    byte[] value = read.poll();
    return value == null ? null : coder.read(value);
  }

  /** Reads on until there is something, or all has been read. */
  private void poll() throws IOException {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (read.isEmpty() && consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(500))
            .forEach(
                record -> {
                  if (record.offset() < end && record.value() != null) {
                    read.add(record.value());
                  }
                });
        if (read.isEmpty() && System.nanoTime() > patience) {
          throw new IOException("Kafka gave nothing of " + partition + " for " + PATIENCE);
        }
      }
    } catch (KafkaException e) {
      throw new IOException(partition + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
