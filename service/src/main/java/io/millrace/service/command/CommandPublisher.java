package io.millrace.service.command;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts commands on their topic and returns when Kafka has them. */
@Component
class CommandPublisher {
  private static final String TRACE_ID = "trace-id";
  private static final int REQUEST_TIMEOUT_MS = 3_000;
  private static final int DELIVERY_TIMEOUT_MS = 6_000;

  private final ServiceSettings settings;
  private final ConfluentAvro<ObjectCommand> coder;
  private @Nullable KafkaProducer<String, byte[]> producer;

  CommandPublisher(ServiceSettings settings) {
    this.settings = settings;
    this.coder =
        new ConfluentAvro<>(
            new RegistryClient(settings.registry().url()),
            Topics.OBJECT_COMMANDS,
            ObjectCommand.class);
  }

  /**
   * Stores a command.
   *
   * @param key of the record: commands of one key keep their order
   * @throws ProblemException where Kafka or the registry does not answer; the command may have been
   *     stored all the same, so a caller repeats it under the same key
   */
  void publish(String key, ObjectCommand command) {
    try {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(Topics.OBJECT_COMMANDS, key, encode(command));
      record.headers().add(TRACE_ID, command.getId().getBytes(StandardCharsets.UTF_8));
      producer().send(record).get();
    } catch (IOException e) {
      throw ProblemException.unavailable("The schema registry", e);
    } catch (ExecutionException | KafkaException e) {
      throw ProblemException.unavailable("Kafka", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.unavailable("Kafka", e);
    }
  }

  private synchronized byte[] encode(ObjectCommand command) throws IOException {
    return coder.write(command);
  }

  /** Made when first needed: the service starts while Kafka cannot even be named. */
  private synchronized KafkaProducer<String, byte[]> producer() {
    KafkaProducer<String, byte[]> known = producer;
    if (known == null) {
      known =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  settings.kafka().bootstrapServers(),
                  ProducerConfig.CLIENT_ID_CONFIG,
                  "millrace-service-commands",
                  ProducerConfig.ACKS_CONFIG,
                  "all",
                  ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                  true,
                  ProducerConfig.LINGER_MS_CONFIG,
                  0,
                  ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  REQUEST_TIMEOUT_MS,
                  ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                  DELIVERY_TIMEOUT_MS,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  (long) REQUEST_TIMEOUT_MS,
                  ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                  2 << 20),
              new StringSerializer(),
              new ByteArraySerializer());
      producer = known;
    }
    return known;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }
}
