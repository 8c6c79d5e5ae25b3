package io.millrace.local.demo.outcome;

import io.millrace.local.demo.message.RunId;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that came out for a run, sorted by topic. */
public final class Outcomes {
  static final List<String> TOPICS =
      List.of(Topics.OBSERVATIONS, Topics.ALERTS, Topics.DEAD_LETTERS);

  private final SeenObservations observations;
  private final AlertBook alerts;
  private final SeenDeadLetters deadLetters;
  private final ConfluentAvro<Observation> observationCoder;
  private final ConfluentAvro<Alert> alertCoder;
  private final ConfluentAvro<DeadLetter> deadLetterCoder;

  public Outcomes(RunId run, RegistryClient registry) {
    this.observations = new SeenObservations(run);
    this.alerts = new AlertBook(run);
    this.deadLetters = new SeenDeadLetters(run);
    this.observationCoder = new ConfluentAvro<>(registry, Topics.OBSERVATIONS, Observation.class);
    this.alertCoder = new ConfluentAvro<>(registry, Topics.ALERTS, Alert.class);
    this.deadLetterCoder = new ConfluentAvro<>(registry, Topics.DEAD_LETTERS, DeadLetter.class);
  }

  public SeenObservations observations() {
    return observations;
  }

  public AlertBook alerts() {
    return alerts;
  }

  public SeenDeadLetters deadLetters() {
    return deadLetters;
  }

  /** Takes a record; called by one thread only. */
  void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
    switch (record.topic()) {
      case Topics.OBSERVATIONS -> observations.take(observationCoder.read(record.value()));
      case Topics.ALERTS -> alerts.take(alertCoder.read(record.value()), record.timestamp());
      case Topics.DEAD_LETTERS -> deadLetters.take(deadLetterCoder.read(record.value()));
      default -> throw new IllegalStateException("Not subscribed: " + record.topic());
    }
  }
}
