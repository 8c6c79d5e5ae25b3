package io.millrace.local.load;

import io.millrace.local.StackException;
import io.millrace.local.kafka.TopicConsumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far jobs have come with a topic, by the offsets that they commit with each checkpoint. */
final class JobProgress implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;

  JobProgress(String kafka) {
    admin = Admin.create(Map.of("bootstrap.servers", kafka, "client.id", "millrace-load"));
    consumer = TopicTail.consumer(kafka);
  }

  /**
   * Returns when a job has worked off, up to a checkpoint, what the topic has now.
   *
   * @throws StackException if it gets no further for two minutes
   */
  void await(String job, String topic) throws InterruptedException {
    List<TopicPartition> partitions = TopicConsumers.partitions(consumer, topic);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long last = -1;
    long since = System.nanoTime();
    while (true) {
      Map<TopicPartition, Long> taken = taken(job, partitions);
      if (behind(taken, ends).isEmpty()) {
        return;
      }
      long sum = taken.values().stream().mapToLong(Long::longValue).sum();
      if (sum != last) {
        last = sum;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new StackException(
            "The %s job takes nothing more of %s: see ./millrace status".formatted(job, topic));
      }
      Thread.sleep(STEP.toMillis());
    }
  }

  private Map<TopicPartition, Long> taken(String job, List<TopicPartition> partitions)
      throws InterruptedException {
    Map<TopicPartition, Long> taken = new HashMap<>(consumer.beginningOffsets(partitions));
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets("millrace-" + job).partitionsToOffsetAndMetadata().get();
      committed.forEach(
          (partition, offset) -> {
            if (offset != null && taken.containsKey(partition)) {
              taken.put(partition, offset.offset());
            }
          });
      return taken;
    } catch (ExecutionException e) {
      throw new StackException("Kafka does not tell how far the jobs are: " + e.getCause(), e);
    }
  }

  /** Those with records that were not taken: the marks of transactions are none. */
  private List<TopicPartition> behind(
      Map<TopicPartition, Long> taken, Map<TopicPartition, Long> ends) {
    List<TopicPartition> behind = new ArrayList<>();
    ends.forEach(
        (partition, end) -> {
          long from = taken.getOrDefault(partition, 0L);
          if (from < end && hasRecords(partition, from, end)) {
            behind.add(partition);
          }
        });
    return behind;
  }

  private boolean hasRecords(TopicPartition partition, long from, long end) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition) < end) {
      if (!consumer.poll(STEP).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    admin.close();
    consumer.close();
  }
}
