package io.millrace.jobs.runtime.kafka;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.option.OptionValues;
import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Where Kafka and the schema registry are, and how a job deals with them.
 *
 * @param job names consumer groups, clients and transactions
 * @param properties further client settings, for security for instance; never to be logged
 */
public record KafkaSettings(
    String job,
    String bootstrapServers,
    Map<String, String> properties,
    String registryUrl,
    DeliveryGuarantee guarantee)
    implements Serializable {

  public static KafkaSettings of(String job, OptionValues options) {
    return new KafkaSettings(
        job,
        options.get(CommonOptions.BOOTSTRAP_SERVERS),
        options.passedThrough(),
        options.get(CommonOptions.REGISTRY_URL),
        options.get(CommonOptions.DELIVERY_GUARANTEE));
  }

  /** For a topic that several jobs write: an open transaction of one would hold back the others. */
  public KafkaSettings atLeastOnce() {
    return new KafkaSettings(
        job, bootstrapServers, properties, registryUrl, DeliveryGuarantee.AT_LEAST_ONCE);
  }

  /** The consumer group, and what transactions and clients are named after. */
  public String group() {
    return "millrace-" + job;
  }

  /** The settings that were handed through, for a client to add its own to. */
  public Properties clientProperties() {
    Properties all = new Properties();
    all.putAll(properties);
    return all;
  }

  /** Without the values that may hold secrets. */
  @Override
  public String toString() {
    return "KafkaSettings[" + job + ", " + bootstrapServers + ", " + guarantee + "]";
  }
}
