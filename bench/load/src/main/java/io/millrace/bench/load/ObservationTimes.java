package io.millrace.bench.load;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads observations as they come, in a thread of its own, and reckons how long they took. */
final class ObservationTimes implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ConfluentAvro<Observation> avro;
  private final Thread reader = new Thread(this::read, "observation-times");
  private final Millis fromAppend = new Millis();
  private final Millis fromPlan = new Millis();
  private volatile boolean stopped;
  private volatile @Nullable Exception failure;

  // Due times of the messages that count and of the newest that came; epoch milliseconds.
  private volatile long from = Long.MAX_VALUE;
  private volatile long newest;

  ObservationTimes(BenchStack stack) {
    this.avro =
        new ConfluentAvro<>(
            new RegistryClient(stack.addresses().registryUrl()),
            Topics.OBSERVATIONS,
            Observation.class);
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.addresses().kafkaBootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, BenchTopics.PARTITIONS)
            .mapToObj(i -> new TopicPartition(Topics.OBSERVATIONS, i))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    reader.setDaemon(true);
    reader.start();
  }

  /** From now on messages count that are due at this time or later. */
  void begin(long due) {
    from = due;
  }

  /** Waits for the observation of the last message that is due before this time. */
  void awaitUntil(long due) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (newest < due - 1) {
      if (failure != null) {
        throw new IOException("Observations cannot be read", failure);
      }
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw new IOException("The last observations did not come within " + LIMIT);
      }
      Thread.sleep(20);
    }
    // Those of other partitions.
    Thread.sleep(1000);
  }

  long count() {
    return fromAppend.count();
  }

  void print(PrintWriter out) {
    out.println("  from append to append:      " + fromAppend);
    out.println("  from when due to append:    " + fromPlan);
    out.flush();
  }

  private void read() {
    try {
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          Observation observation = avro.read(record.value());
          long due = observation.getObservedAt().toEpochMilli();
          if (due >= from) {
            fromAppend.add(record.timestamp() - observation.getReceivedAt().toEpochMilli());
            fromPlan.add(record.timestamp() - due);
          }
          newest = Math.max(newest, due);
        }
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    reader.join();
    consumer.close();
  }
}
