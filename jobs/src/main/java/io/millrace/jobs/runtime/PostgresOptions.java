package io.millrace.jobs.runtime;

import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionType;

/** Where the tables of objects and links are. */
public final class PostgresOptions {
  public static final Option<String> URL =
      Option.of(
          "postgres.url",
          OptionType.TEXT,
          "jdbc:postgresql://127.0.0.1:5432/millrace",
          "JDBC URL of the database that has the tables of objects");
  public static final Option<String> USER =
      Option.of("postgres.user", OptionType.TEXT, "millrace", "Its user");
  public static final Option<String> PASSWORD =
      Option.secret("postgres.password", "Password of that user");

  private PostgresOptions() {}
}
