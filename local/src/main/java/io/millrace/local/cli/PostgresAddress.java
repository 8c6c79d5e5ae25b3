package io.millrace.local.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The database of the tables job. */
final class PostgresAddress {
  @Option(
      names = "--postgres",
      required = true,
      paramLabel = "URL",
      description = "JDBC URL of the database for tables of objects and links.")
  private String url = "";

  @Option(
      names = "--postgres-user",
      paramLabel = "NAME",
      defaultValue = "millrace",
      description = "Who owns the tables (${DEFAULT-VALUE}).")
  private String user = "";

  @Option(
      names = "--postgres-password",
      paramLabel = "PASSWORD",
      defaultValue = "${env:MILLRACE_DATABASE_PASSWORD:-}",
      description = "Default: the environment's MILLRACE_DATABASE_PASSWORD.")
  private String password = "";

  /** Options of the job. */
  List<String> options() {
    return List.of("--postgres.url", url, "--postgres.user", user, "--postgres.password", password);
  }
}
