package io.millrace.bridge.kafka;

import io.millrace.bridge.option.Option;
import io.millrace.bridge.option.OptionType;
import java.util.List;

/** What can be set of Kafka. */
public final class KafkaOptions {
  /** What is handed through to Kafka's clients, for TLS and SASL for instance. */
  public static final String PROPERTIES = "kafka.properties.";

  public static final Option<String> BOOTSTRAP_SERVERS =
      Option.of(
          "kafka.bootstrap-servers",
          OptionType.TEXT,
          "127.0.0.1:9092",
          "Kafka brokers, host:port, comma-separated");

  public static final List<Option<?>> ALL = List.of(BOOTSTRAP_SERVERS);

  private KafkaOptions() {}
}
