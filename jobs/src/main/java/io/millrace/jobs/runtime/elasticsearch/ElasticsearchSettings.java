package io.millrace.jobs.runtime.elasticsearch;

import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Where Elasticsearch is and how it is written to.
 *
 * @param urls comma-separated
 * @param user empty for none
 * @param batchSize documents in a request
 * @param maxBuffered documents that wait; when there are more, the job is held back
 * @param linger how long a document may wait for others
 * @param firstRetry pause after the first failure; it doubles up to {@code maxRetry}
 */
public record ElasticsearchSettings(
    String urls,
    String user,
    String password,
    int batchSize,
    int maxBuffered,
    Duration linger,
    Duration firstRetry,
    Duration maxRetry)
    implements Serializable {

  public static final Option<String> URL =
      Option.of(
          "elasticsearch.url",
          OptionType.TEXT,
          "http://127.0.0.1:9200",
          "Elasticsearch nodes, comma-separated");
  public static final Option<String> USER =
      Option.of("elasticsearch.user", OptionType.TEXT, "", "User for basic authentication");
  public static final Option<String> PASSWORD =
      Option.secret("elasticsearch.password", "Password of that user");
  public static final Option<Integer> BATCH_SIZE =
      Option.of("elasticsearch.batch-size", OptionType.COUNT, 2000, "Documents in a bulk request");
  public static final Option<Integer> MAX_BUFFERED =
      Option.of(
          "elasticsearch.max-buffered",
          OptionType.COUNT,
          50_000,
          "Documents that may wait in a subtask while Elasticsearch is away");
  public static final Option<Duration> LINGER =
      Option.of(
          "elasticsearch.linger",
          OptionType.DURATION,
          Duration.ofMillis(50),
          "How long a document may wait for others");
  public static final Option<Duration> MAX_RETRY =
      Option.of(
          "elasticsearch.max-retry-pause",
          OptionType.DURATION,
          Duration.ofSeconds(10),
          "Longest pause between tries while Elasticsearch is away");

  public static final List<Option<?>> OPTIONS =
      List.of(URL, USER, PASSWORD, BATCH_SIZE, MAX_BUFFERED, LINGER, MAX_RETRY);

  private static final Duration FIRST_RETRY = Duration.ofMillis(100);

  public static ElasticsearchSettings of(OptionValues options) {
    return new ElasticsearchSettings(
        options.get(URL),
        options.get(USER),
        options.get(PASSWORD),
        Math.max(1, options.get(BATCH_SIZE)),
        Math.max(options.get(BATCH_SIZE) + 1, options.get(MAX_BUFFERED)),
        options.get(LINGER),
        FIRST_RETRY,
        options.get(MAX_RETRY));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "ElasticsearchSettings[batch " + batchSize + ", buffer " + maxBuffered + "]";
  }
}
