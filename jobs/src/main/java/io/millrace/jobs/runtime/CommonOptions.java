package io.millrace.jobs.runtime;

import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** The options that every job has. */
public final class CommonOptions {
  /** What is handed through to Kafka's clients, for TLS and SASL for instance. */
  public static final String KAFKA_PROPERTIES = "kafka.properties.";

  public static final Option<String> BOOTSTRAP_SERVERS =
      Option.of(
          "kafka.bootstrap-servers",
          OptionType.TEXT,
          "127.0.0.1:9092",
          "Kafka brokers, host:port, comma-separated");

  public static final Option<String> REGISTRY_URL =
      Option.of(
          "registry.url",
          OptionType.TEXT,
          "http://127.0.0.1:8081",
          "Base of the schema registry's Confluent API; user:password@ is sent as basic"
              + " authentication");

  public static final Option<DeliveryGuarantee> DELIVERY_GUARANTEE =
      Option.of(
          "delivery.guarantee",
          OptionType.oneOf(
              List.of(DeliveryGuarantee.AT_LEAST_ONCE, DeliveryGuarantee.EXACTLY_ONCE)),
          DeliveryGuarantee.AT_LEAST_ONCE,
          "exactly-once writes to Kafka in transactions that end with each checkpoint");

  public static final Option<Integer> PARALLELISM =
      Option.of("parallelism", OptionType.COUNT, 0, "Parallel subtasks; 0 takes the cluster's");

  private CommonOptions() {}

  /** The common options and a job's own. */
  public static OptionSet with(Option<?>... own) {
    List<Option<?>> all = new ArrayList<>(List.of(own));
    all.addAll(List.of(BOOTSTRAP_SERVERS, REGISTRY_URL, DELIVERY_GUARANTEE, PARALLELISM));
    return new OptionSet(KAFKA_PROPERTIES, all);
  }
}
