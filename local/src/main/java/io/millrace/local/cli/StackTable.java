package io.millrace.local.cli;

import io.millrace.local.config.Addresses;
import io.millrace.local.config.ServerName;
import io.millrace.local.process.ProcessRef;
import io.millrace.local.stack.ServerState;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Servers of a stack with where they are reached, for people. */
final class StackTable {
  private static final double MEGABYTE = 1e6;
  private final Addresses addresses;

  StackTable(Addresses addresses) {
    this.addresses = addresses;
  }

  void print(List<ServerState> servers, PrintWriter out) {
    out.printf("%-14s %-10s %8s %9s  %s%n", "SERVER", "STATE", "PID", "MEMORY", "ADDRESS");
    for (ServerState server : servers) {
      String pid = server.process().map(ProcessRef::pid).map(String::valueOf).orElse("-");
      out.printf(
          "%-14s %-10s %8s %9s  %s%n",
          server.name().id(),
          server.word(),
          pid,
          memory(server.residentBytes()),
          address(server.name()));
    }
    out.flush();
  }

  private static String memory(long bytes) {
    return bytes == 0 ? "-" : String.format(Locale.ROOT, "%.0f MB", bytes / MEGABYTE);
  }

  private String address(ServerName name) {
    return switch (name) {
      case KAFKA -> addresses.kafkaBootstrap();
      case MQTT -> addresses.mqttUrl();
      case REGISTRY -> addresses.registryUrl();
      case POSTGRES ->
          addresses.databaseUrl()
              + " (user "
              + Addresses.DATABASE_USER
              + ", password "
              + Addresses.DATABASE_PASSWORD
              + ")";
      case ELASTICSEARCH -> addresses.elasticsearchUrl();
      case S3 -> addresses.s3Url() + " (bucket " + Addresses.S3_BUCKET + ")";
      case JOBMANAGER -> addresses.flinkUrl() + " (web UI)";
      case TASKMANAGER -> "";
      case SERVICE -> addresses.serviceUrl() + "/docs (API)";
      case BRIDGE -> addresses.bridgeUrl() + "/ingest/SOURCE";
    };
  }
}
