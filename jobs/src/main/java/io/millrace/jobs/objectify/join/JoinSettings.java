package io.millrace.jobs.objectify.join;

import io.millrace.jobs.runtime.PostgresOptions;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How the job looks up what mappings join.
 *
 * @param capacity rows and observations of a subtask that may wait for an answer
 * @param connections to each database, of a subtask
 * @param cacheSize answers that a subtask remembers
 * @param cacheTtl how long
 * @param timeout how long a database may be away before the job restarts
 * @param objects where the tables of the objects are
 * @param accounts of other databases
 */
public record JoinSettings(
    int capacity,
    int connections,
    int cacheSize,
    Duration cacheTtl,
    Duration timeout,
    JoinAccount objects,
    JoinAccounts accounts)
    implements Serializable {

  static final Option<Integer> CAPACITY =
      Option.of(
          "objectify.join-capacity",
          OptionType.COUNT,
          1_000,
          "Rows and observations of a subtask that may wait for what is joined to them");
  static final Option<Integer> CONNECTIONS =
      Option.of(
          "objectify.join-connections",
          OptionType.COUNT,
          4,
          "Connections of a subtask to each database that is joined");
  static final Option<Integer> CACHE_SIZE =
      Option.of(
          "objectify.join-cache-size",
          OptionType.COUNT,
          100_000,
          "Answers that a subtask remembers");
  static final Option<Duration> CACHE_TTL =
      Option.of(
          "objectify.join-cache-ttl",
          OptionType.DURATION,
          Duration.ofSeconds(30),
          "How long it remembers an answer: so old may be what is joined");
  static final Option<Duration> TIMEOUT =
      Option.of(
          "objectify.join-timeout",
          OptionType.DURATION,
          Duration.ofMinutes(5),
          "How long a database may be away before the job restarts, to go on trying");

  public static final List<Option<?>> OPTIONS =
      List.of(
          CAPACITY,
          CONNECTIONS,
          CACHE_SIZE,
          CACHE_TTL,
          TIMEOUT,
          PostgresOptions.URL,
          PostgresOptions.USER,
          PostgresOptions.PASSWORD);

  public static JoinSettings of(OptionValues values) {
    return new JoinSettings(
        Math.max(1, values.get(CAPACITY)),
        Math.max(1, values.get(CONNECTIONS)),
        values.get(CACHE_SIZE),
        values.get(CACHE_TTL),
        values.get(TIMEOUT),
        new JoinAccount(
            values.get(PostgresOptions.URL),
            values.get(PostgresOptions.USER),
            values.get(PostgresOptions.PASSWORD)),
        JoinAccounts.ofEnvironment());
  }
}
