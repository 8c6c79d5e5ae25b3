package io.millrace.bridge.kafka;

import io.millrace.bridge.option.OptionValues;
import java.util.HashMap;
import java.util.Map;

/**
 * How Kafka is reached.
 *
 * @param properties of Kafka's clients, beyond ours
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {
  public static KafkaSettings of(OptionValues values) {
    return new KafkaSettings(values.get(KafkaOptions.BOOTSTRAP_SERVERS), values.passedThrough());
  }

  /** Properties of a client: these, overruled by what the user handed through. */
  public Map<String, Object> client(Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(own);
    all.put("bootstrap.servers", bootstrapServers);
    all.putAll(properties);
    return all;
  }

  /** Without the properties, which may hold passwords. */
  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers + "]";
  }
}
