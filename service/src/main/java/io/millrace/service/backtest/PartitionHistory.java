package io.millrace.service.backtest;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.udfs.backtest.input.ObservationSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition of the topic of observations, up to where it ended when it was opened. */
final class PartitionHistory implements ObservationSource {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final ConfluentAvro<Observation> avro;
  private final long end;
  private final Deque<byte[]> read = new ArrayDeque<>();

  /**
   * @param consumer assigned to this partition alone and placed where to begin; closed with this
   */
  PartitionHistory(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      ConfluentAvro<Observation> avro) {
    this.consumer = consumer;
    this.partition = partition;
    this.avro = avro;
    this.end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  @Override
  public @Nullable Observation next() throws IOException {
    if (read.isEmpty()) {
      poll();
    }
    byte[] value = read.poll();
    return value == null ? null : avro.read(value);
  }

  /** Reads on until there is something, or all has been read. */
  private void poll() {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (read.isEmpty() && consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
        if (record.offset() < end && record.value() != null) {
          read.add(record.value());
        }
      }
      if (read.isEmpty() && System.nanoTime() > patience) {
        throw new KafkaException("No answer within " + PATIENCE);
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
