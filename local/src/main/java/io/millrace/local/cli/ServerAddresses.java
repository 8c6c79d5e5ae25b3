package io.millrace.local.cli;

import picocli.CommandLine.Option;

/** Servers that are not the embedded stack's. */
final class ServerAddresses {
  @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT", description = "Brokers.")
  private String kafka = "";

  @Option(
      names = "--registry",
      required = true,
      paramLabel = "URL",
      description = "Confluent API of the schema registry.")
  private String registry = "";

  @Option(
      names = "--elasticsearch",
      required = true,
      paramLabel = "URL",
      description = "Elasticsearch, without a slash at the end.")
  private String elasticsearch = "";

  String kafka() {
    return kafka;
  }

  String registry() {
    return registry;
  }

  String elasticsearch() {
    return elasticsearch;
  }
}
