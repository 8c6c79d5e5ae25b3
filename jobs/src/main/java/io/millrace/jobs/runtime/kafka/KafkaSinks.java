package io.millrace.jobs.runtime.kafka;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How jobs write topics. */
public final class KafkaSinks {
  /** Dead letters hold whole messages, which may be far over what is taken. */
  private static final String MAX_REQUEST_BYTES = Integer.toString(16 << 20);

  /**
   * Below the 15 min that a broker allows. What a checkpoint has closed is lost if it cannot be
   * committed within this time; and after a job that never comes back, readers wait as long.
   */
  private static final String TRANSACTION_TIMEOUT_MS = "600000";

  /** Room for what comes within the linger; Kafka's 16 KiB would be sent in many small requests. */
  private static final String BATCH_BYTES = Integer.toString(128 * 1024);

  private KafkaSinks() {}

  /** A sink of Avro values to one topic, with the guarantee that the settings ask for. */
  public static <T extends SpecificRecordBase> KafkaSink<T> avro(
      KafkaSettings settings, String topic, Class<T> type, AvroRecordSerializer.Envelope<T> as) {
    KafkaSinkBuilder<T> sink =
        KafkaSink.<T>builder()
            .setBootstrapServers(settings.bootstrapServers())
            .setKafkaProducerConfig(producerProperties(settings))
            .setDeliveryGuarantee(settings.guarantee())
            .setRecordSerializer(
                new AvroRecordSerializer<>(settings.registryUrl(), topic, type, as));
    if (settings.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
      sink.setTransactionalIdPrefix(settings.group() + "-" + topic)
          // Pooled names are used again, so the broker does not gather them without end.
          .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
          .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, transactionTimeout(settings));
    }
    return sink.build();
  }

  private static String transactionTimeout(KafkaSettings settings) {
    return settings
        .properties()
        .getOrDefault(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
  }

  public static KafkaSink<DeadLetter> deadLetters(KafkaSettings settings) {
    return avro(settings, Topics.DEAD_LETTERS, DeadLetter.class, Envelopes.DEAD_LETTER);
  }

  public static KafkaSink<DefinitionAck> acks(KafkaSettings settings) {
    return avro(settings, Topics.CONTROL_ACKS, DefinitionAck.class, Envelopes.ACK);
  }

  /** What every producer here is set to. */
  public static Properties producerProperties(KafkaSettings settings) {
    Properties properties = settings.clientProperties();
    properties.putIfAbsent(ProducerConfig.ACKS_CONFIG, "all");
    properties.putIfAbsent(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    return properties;
  }
}
