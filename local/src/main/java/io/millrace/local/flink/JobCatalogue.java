package io.millrace.local.flink;

import io.millrace.local.config.Addresses;
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

  /** All jobs, with the addresses of a stack as their options. */
  public static List<Job> jobs(Addresses addresses) {
    List<String> common =
        List.of(
            "--kafka.bootstrap-servers", addresses.kafkaBootstrap(),
            "--registry.url", addresses.registryUrl());
    List<String> projection = new ArrayList<>(common);
    projection.add("--elasticsearch.url");
    projection.add(addresses.elasticsearchUrl());
    return List.of(
        job("ingest", "IngestJob", common),
        job("rules", "RulesJob", common),
        job("objectify", "ObjectifyJob", common),
        job("projection", "ProjectionJob", projection));
  }

  private static Job job(String name, String mainClass, List<String> arguments) {
    return new Job(
        "millrace-" + name, "io.millrace.jobs." + name + "." + mainClass, List.copyOf(arguments));
  }
}
