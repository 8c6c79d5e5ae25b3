package io.millrace.schemas;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A topic of the catalogue.
 *
 * @param key what a record's key is, for people
 * @param valueSchema schema of the value; empty where the value is raw bytes
 * @param config Kafka topic settings
 */
public record Topic(
    String name,
    String key,
    Optional<Schema> valueSchema,
    int partitions,
    Map<String, String> config) {

  /** The registry subject of the value, by the topic name strategy. */
  public String valueSubject() {
    return name + "-value";
  }
}
