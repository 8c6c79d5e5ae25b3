package io.millrace.service.command;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.kafka.RecordSender;
import io.millrace.service.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.stereotype.Component;

/** Puts commands on their topic and returns when Kafka has them. */
@Component
class CommandPublisher {
  private static final String TRACE_ID = "trace-id";

  private final RecordSender sender;
  private final ConfluentAvro<ObjectCommand> coder;

  CommandPublisher(ServiceSettings settings, RecordSender sender) {
    this.sender = sender;
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
      sender.send(record).get();
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
}
