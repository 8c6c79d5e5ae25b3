package io.millrace.local.flink;

import java.util.ArrayList;
import java.util.List;

/** The jobs of Millrace as they are submitted. */
public final class JobCatalogue {
  private JobCatalogue() {}

  /**
   * A job to submit.
   *
   * @param name under which Flink shows it
   * @param arguments of its main class
   */
  public record Job(String name, String mainClass, List<String> arguments) {}

  /**
   * All jobs.
   *
   * @param kafka bootstrap servers, as the cluster reaches them
   * @param registry Confluent API of the schema registry
   * @param elasticsearch URL
   * @param store options of the event store, its root as the cluster reaches it
   */
  public static List<Job> jobs(
      String kafka, String registry, String elasticsearch, List<String> store) {
    List<String> common = List.of("--kafka.bootstrap-servers", kafka, "--registry.url", registry);
    List<String> projection = new ArrayList<>(common);
    projection.addAll(List.of("--elasticsearch.url", elasticsearch));
    List<String> events = new ArrayList<>(common);
    events.addAll(store);
    return List.of(
        job("ingest", "IngestJob", common),
        job("rules", "RulesJob", common),
        job("objectify", "ObjectifyJob", common),
        job("projection", "ProjectionJob", projection),
        job("dispatch", "DispatchJob", common),
        job("eventstore", "EventStoreJob", events));
  }

  private static Job job(String name, String mainClass, List<String> arguments) {
    return new Job(
        "millrace-" + name, "io.millrace.jobs." + name + "." + mainClass, List.copyOf(arguments));
  }
}
