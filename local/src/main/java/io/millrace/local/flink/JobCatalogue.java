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
   * @param datasets folder of data sets, as the cluster reaches it
   * @param store options of the event store, its root as the cluster reaches it
   */
  public static List<Job> jobs(
      String kafka, String registry, String elasticsearch, String datasets, List<String> store) {
    List<String> common = List.of("--kafka.bootstrap-servers", kafka, "--registry.url", registry);
    List<String> projection = with(common, List.of("--elasticsearch.url", elasticsearch));
    // It reads one version at a time, and needs no second slot for that.
    List<String> dataset =
        with(common, List.of("--dataset.folder", datasets, "--parallelism", "1"));
    return List.of(
        job("ingest", "IngestJob", common),
        job("rules", "RulesJob", common),
        job("objectify", "ObjectifyJob", common),
        job("projection", "ProjectionJob", projection),
        job("dispatch", "DispatchJob", common),
        job("dataset", "DatasetJob", dataset),
        job("eventstore", "EventStoreJob", with(common, store)));
  }

  private static List<String> with(List<String> common, List<String> own) {
    List<String> all = new ArrayList<>(common);
    all.addAll(own);
    return all;
  }

  private static Job job(String name, String mainClass, List<String> arguments) {
    return new Job(
        "millrace-" + name, "io.millrace.jobs." + name + "." + mainClass, List.copyOf(arguments));
  }
}
