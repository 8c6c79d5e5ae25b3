package io.millrace.local.api;

import io.millrace.local.kafka.TopicConsumers;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the jobs say of definitions, read from {@code control-acks} from its beginning. A definition
 * that was saved is not yet in force: messages that are sent at once may find the one before it.
 */
public final class Acknowledgements implements AutoCloseable {
  /** The jobs that a kind of definition steers; all others steer ingest alone. */
  private static final Map<String, Set<String>> JOBS =
      Map.of(
          "rule", Set.of("rules"),
          "device", Set.of("ingest", "dispatch"),
          "ontology", Set.of("objectify"),
          "object-mapping", Set.of("objectify"));

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ConfluentAvro<DefinitionAck> avro;
  private final Map<String, Map<Integer, DefinitionAck>> bySubtask = new HashMap<>();

  public Acknowledgements(String bootstrap, String registryUrl) {
    avro =
        new ConfluentAvro<>(
            new RegistryClient(registryUrl), Topics.CONTROL_ACKS, DefinitionAck.class);
    consumer = TopicConsumers.open(bootstrap, "millrace-acknowledgements");
    List<TopicPartition> partitions = TopicConsumers.partitions(consumer, Topics.CONTROL_ACKS);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Returns when every subtask of every job that it steers has this version of a definition, or a
   * later one, in force.
   *
   * @param kind rule, mapping, device, ontology or object-mapping
   * @throws IOException if that takes longer than the time given
   */
  public void await(String kind, String id, long version, Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    while (!inForce(kind, id, version)) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "The jobs did not take version %d of %s %s within %d s"
                .formatted(version, kind, id, time.toSeconds()));
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        DefinitionAck ack = avro.read(record.value());
        bySubtask
            .computeIfAbsent(key(ack.getKind(), ack.getId(), ack.getJob()), k -> new HashMap<>())
            .put(ack.getSubtask(), ack);
      }
    }
  }

  private boolean inForce(String kind, String id, long version) {
    return JOBS.getOrDefault(kind, Set.of("ingest")).stream()
        .allMatch(job -> inForce(bySubtask.getOrDefault(key(kind, id, job), Map.of()), version));
  }

  private static String key(String kind, String id, String job) {
    return kind + "/" + id + "/" + job;
  }

  private static boolean inForce(Map<Integer, DefinitionAck> acks, long version) {
    int parallelism =
        acks.values().stream().mapToInt(DefinitionAck::getParallelism).max().orElse(0);
    return parallelism > 0
        && IntStream.range(0, parallelism).allMatch(i -> has(acks.get(i), version));
  }

  private static boolean has(@Nullable DefinitionAck ack, long version) {
    return ack != null && ack.getVersion() >= version && ack.getStatus() == AckStatus.IN_FORCE;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
