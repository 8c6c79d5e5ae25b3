package io.millrace.jobs.runtime.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.testkit.Broker;
import io.millrace.testkit.SchemaServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaDeadLetterOutputITCase {
  @TempDir Path folder;

  @Test
  void what_was_flushed_is_in_the_topic_and_what_cannot_be_sent_fails_the_flush() throws Exception {
    try (Broker broker = new Broker(folder);
        SchemaServer registry = new SchemaServer()) {
      KafkaSettings settings = settings(broker, registry);
      DeadLetter letter = letter(new byte[3 << 20]);
      try (KafkaDeadLetterOutput output = new KafkaDeadLetterOutput(settings)) {
        output.flush();
        output.add(letter);
        output.flush();
        byte[] stored = broker.read(Topics.DEAD_LETTERS).get(0).value();
        assertThat(reader(registry).read(stored)).isEqualTo(letter);

        output.add(letter(new byte[17 << 20]));
        assertThatThrownBy(output::flush).isInstanceOf(IOException.class);
        output.flush();
      }
    }
  }

  private static DeadLetter letter(byte[] payload) {
    Verdict verdict = new Verdict("elasticsearch", "document-refused", "why", "a/b", null, null);
    return DeadLetters.of("object-events", 1, 7, payload, verdict, Given.NOON);
  }

  private static KafkaSettings settings(Broker broker, SchemaServer registry) {
    return new KafkaSettings(
        "projection", broker.address(), Map.of(), registry.url(), DeliveryGuarantee.AT_LEAST_ONCE);
  }

  private static ConfluentAvro<DeadLetter> reader(SchemaServer registry) {
    return new ConfluentAvro<>(
        new RegistryClient(registry.url()), Topics.DEAD_LETTERS, DeadLetter.class);
  }
}
