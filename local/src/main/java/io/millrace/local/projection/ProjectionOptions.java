package io.millrace.local.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.StackException;
import io.millrace.local.api.ServiceApi;
import io.millrace.local.cli.StackOptions;
import io.millrace.local.config.Addresses;
import io.millrace.local.events.EventStoreOptions;
import io.millrace.store.ObjectStore;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.read.OntologyReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which servers a command is about: the stack's, unless others are named. */
final class ProjectionOptions {
  @Mixin private StackOptions stack = new StackOptions();
  @Mixin private EventStoreOptions store = new EventStoreOptions();

  @Option(names = "--elasticsearch", paramLabel = "URL", description = "Default: the stack's.")
  private @Nullable String elasticsearch;

  @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Default: the stack's.")
  private @Nullable String kafka;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Confluent API of the schema registry. Default: the stack's.")
  private @Nullable String registry;

  @Option(names = "--flink", paramLabel = "URL", description = "Flink's REST API.")
  private @Nullable String flink;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The jobs. Default: jobs/target/millrace-jobs.jar.")
  private @Nullable Path jar;

  @Option(
      names = "--service",
      paramLabel = "URL",
      description = "The service, which has the ontology. Default: the stack's.")
  private @Nullable String service;

  private Addresses addresses() {
    return stack.config().addresses();
  }

  SearchServer server() {
    return new SearchServer(elasticsearchUrl());
  }

  private String elasticsearchUrl() {
    return elasticsearch == null ? addresses().elasticsearchUrl() : elasticsearch;
  }

  EventTopic topic() {
    return new EventTopic(kafkaServers(), registryUrl());
  }

  private String kafkaServers() {
    return kafka == null ? addresses().kafkaBootstrap() : kafka;
  }

  private String registryUrl() {
    return registry == null ? addresses().registryUrl() : registry;
  }

  ObjectStore store() {
    return store.open();
  }

  /** Runs the rebuild job on the cluster. */
  RebuildJob job() {
    List<String> common =
        List.of(
            "--kafka.bootstrap-servers",
            kafkaServers(),
            "--registry.url",
            registryUrl(),
            "--elasticsearch.url",
            elasticsearchUrl(),
            "--parallelism",
            "1");
    return new RebuildJob(
        flink == null ? addresses().flinkUrl() : flink,
        jar == null ? stack.config().jobsJar() : jar,
        new ArrayList<>(common),
        store.root());
  }

  /** The ontology in force; an empty one before the first. */
  Ontology ontology() {
    ServiceApi api = new ServiceApi(service == null ? addresses().serviceUrl() : service);
    JsonNode saved = api.find("/api/v1/ontology");
    if (saved == null) {
      return Ontology.empty();
    }
    try {
      return OntologyReader.read(saved.path("document").toString(), saved.path("version").asLong())
          .orThrow();
    } catch (DefinitionException e) {
      throw new StackException("The ontology is not understood: " + e.getMessage(), e);
    }
  }
}
