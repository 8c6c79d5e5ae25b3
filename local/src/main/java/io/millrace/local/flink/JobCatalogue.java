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
   * What the jobs read and write, as the cluster reaches it.
   *
   * @param kafka bootstrap servers
   * @param registry Confluent API of the schema registry
   * @param elasticsearch URL
   * @param datasets folder of data sets
   * @param store options of the event store
   * @param postgres options of the tables
   */
  public record Targets(
      String kafka,
      String registry,
      String elasticsearch,
      String datasets,
      List<String> store,
      List<String> postgres) {}

  /** All jobs. */
  public static List<Job> jobs(Targets targets) {
    List<String> common =
        List.of("--kafka.bootstrap-servers", targets.kafka(), "--registry.url", targets.registry());
    List<String> projection = with(common, List.of("--elasticsearch.url", targets.elasticsearch()));
    // These two need no second slot: one reads a version at a time, one writes to one database.
    List<String> one = with(common, List.of("--parallelism", "1"));
    return List.of(
        job("ingest", "IngestJob", common),
        job("rules", "RulesJob", common),
        job("objectify", "ObjectifyJob", with(common, targets.postgres())),
        job("projection", "ProjectionJob", projection),
        job("dispatch", "DispatchJob", common),
        job("dataset", "DatasetJob", with(one, List.of("--dataset.folder", targets.datasets()))),
        job("eventstore", "EventStoreJob", with(common, targets.store())),
        job("tables", "TablesJob", with(one, targets.postgres())));
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
