package io.millrace.local.load;

import io.millrace.local.kafka.TopicConsumers;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.MalformedRecordException;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What is written to a topic from when this was made on. Leaves no trace in Kafka. */
final class TopicTail<T extends SpecificRecordBase> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ConfluentAvro<T> avro;
  private final List<TopicPartition> partitions;

  TopicTail(LoadTarget target, String topic, Class<T> type) {
    avro = new ConfluentAvro<>(new RegistryClient(target.registry()), topic, type);
    consumer = consumer(target.kafka());
    partitions = TopicConsumers.partitions(consumer, topic);
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Asked for now: it is else the end at the first poll.
    partitions.forEach(consumer::position);
  }

  static KafkaConsumer<byte[], byte[]> consumer(String kafka) {
    return TopicConsumers.open(kafka, "millrace-load");
  }

  /** Takes what has come; waits a moment where nothing has. */
  void poll(Consumer<T> each) throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (record.value() != null) {
        try {
          each.accept(avro.read(record.value()));
        } catch (MalformedRecordException e) {
          // Not of ours; the jobs tell of it.
          continue;
        }
      }
    }
  }

  /** Takes all that is there by now. */
  void drain(Consumer<T> each) throws IOException {
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll(each);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
