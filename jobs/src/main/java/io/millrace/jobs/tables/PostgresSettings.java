package io.millrace.jobs.tables;

import io.millrace.jobs.runtime.PostgresOptions;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Where PostgreSQL is and how it is written to.
 *
 * @param url JDBC URL
 * @param batchSize rows in a batch
 * @param linger how long a row may wait for others
 */
public record PostgresSettings(
    String url, String user, String password, int batchSize, Duration linger)
    implements Serializable {

  static final Option<Integer> BATCH_SIZE =
      Option.of("postgres.batch-size", OptionType.COUNT, 500, "Rows in a batch");
  static final Option<Duration> LINGER =
      Option.of(
          "postgres.linger",
          OptionType.DURATION,
          Duration.ofMillis(100),
          "How long a row may wait for others");

  static final List<Option<?>> OPTIONS =
      List.of(
          PostgresOptions.URL, PostgresOptions.USER, PostgresOptions.PASSWORD, BATCH_SIZE, LINGER);

  static PostgresSettings of(OptionValues values) {
    return new PostgresSettings(
        values.get(PostgresOptions.URL),
        values.get(PostgresOptions.USER),
        values.get(PostgresOptions.PASSWORD),
        Math.max(1, values.get(BATCH_SIZE)),
        values.get(LINGER));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "PostgresSettings[batch " + batchSize + "]";
  }
}
