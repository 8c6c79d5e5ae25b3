package io.millrace.local.e2e;

import static org.awaitility.Awaitility.await;

import io.millrace.local.config.Addresses;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.DefinitionAck;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** Waits until jobs have said that a definition is in force. */
final class Definitions {
  private final Addresses at;

  Definitions(Addresses at) {
    this.at = at;
  }

  /** Returns when every subtask has acknowledged this version or a later one. */
  void awaitInForce(String kind, String id, long version) {
    try (TopicReader<DefinitionAck> acks =
        new TopicReader<>(
            at.kafkaBootstrap(),
            at.registryUrl(),
            Topics.CONTROL_ACKS,
            DefinitionAck.class,
            ack -> ack.getKind().equals(kind) && ack.getId().equals(id))) {
      await(kind + " " + id + " in force")
          .atMost(Duration.ofSeconds(60))
          .until(() -> everySubtask(acks, version));
    }
  }

  private static boolean everySubtask(TopicReader<DefinitionAck> acks, long version) {
    Set<Integer> subtasks =
        acks.values().stream()
            .filter(ack -> ack.getVersion() >= version && ack.getStatus() == AckStatus.IN_FORCE)
            .map(DefinitionAck::getSubtask)
            .collect(Collectors.toSet());
    return acks.values().stream().anyMatch(ack -> ack.getParallelism() == subtasks.size());
  }
}
