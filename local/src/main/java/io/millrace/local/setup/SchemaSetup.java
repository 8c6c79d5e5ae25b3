package io.millrace.local.setup;

import io.millrace.schemas.Topic;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.util.List;

/**
 * Registers the schemas of the topic catalogue. Jobs and service never register: what is not set up
 * here cannot be written.
 *
 * @param registryUrl base of the Confluent API
 */
public record SchemaSetup(String registryUrl) {
  /** Readers of the new schema can read what was written with the last one. */
  private static final String COMPATIBILITY = "BACKWARD";

  /** Registers all; the registry refuses a schema that breaks readers. */
  public void apply(List<Topic> topics) throws IOException {
    RegistryClient registry = new RegistryClient(registryUrl);
    registry.setCompatibility(COMPATIBILITY);
    for (Topic topic : topics) {
      if (topic.valueSchema().isPresent()) {
        registry.register(topic.valueSubject(), topic.valueSchema().get());
      }
    }
  }
}
