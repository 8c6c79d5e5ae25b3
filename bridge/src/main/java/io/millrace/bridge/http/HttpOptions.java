package io.millrace.bridge.http;

import io.millrace.bridge.option.Option;
import io.millrace.bridge.option.OptionType;
import java.time.Duration;
import java.util.List;

/** What can be set of HTTP. */
public final class HttpOptions {
  private static final int MEGABYTE = 1 << 20;
  private static final int HIGHEST_PORT = 65_535;

  public static final Option<Integer> PORT =
      Option.of("http.port", OptionType.number(1, HIGHEST_PORT), 8086, "Where HTTP is served");

  public static final Option<String> ADDRESS =
      Option.of(
          "http.address",
          OptionType.TEXT,
          "127.0.0.1",
          "The network that it is served to; 0.0.0.0 for all");

  public static final Option<Integer> MAX_MESSAGE_SIZE =
      Option.of(
          "http.max-message-size",
          OptionType.SIZE,
          MEGABYTE,
          "A larger message is answered with 413");

  public static final Option<Integer> MAX_BATCH_SIZE =
      Option.of(
          "http.max-batch-size",
          OptionType.SIZE,
          8 * MEGABYTE,
          "A larger batch is answered with 413; also when it is unpacked");

  public static final Option<Integer> MAX_BATCH_MESSAGES =
      Option.of(
          "http.max-batch-messages",
          OptionType.number(1, 100_000),
          10_000,
          "A batch of more messages is answered with 413");

  public static final Option<Integer> MAX_IN_FLIGHT =
      Option.of(
          "http.max-in-flight",
          OptionType.SIZE,
          64 * MEGABYTE,
          "Bytes of requests that Kafka does not have yet; beyond them the answer is 429");

  public static final Option<Duration> KAFKA_TIMEOUT =
      Option.of(
          "http.kafka-timeout",
          OptionType.DURATION,
          Duration.ofSeconds(10),
          "How long a request waits for Kafka before it is answered with 503");

  public static final Option<Duration> READ_TIMEOUT =
      Option.of(
          "http.read-timeout",
          OptionType.DURATION,
          Duration.ofSeconds(30),
          "How long a request may take to arrive");

  public static final Option<Boolean> OPEN =
      Option.of(
          "http.open",
          OptionType.FLAG,
          true,
          "Whether sources without a token of their own are taken from anybody");

  public static final Option<String> TOKEN =
      Option.secret("http.tokens.*", "What a source's requests must bring as their bearer token");

  public static final List<Option<?>> ALL =
      List.of(
          PORT,
          ADDRESS,
          MAX_MESSAGE_SIZE,
          MAX_BATCH_SIZE,
          MAX_BATCH_MESSAGES,
          MAX_IN_FLIGHT,
          KAFKA_TIMEOUT,
          READ_TIMEOUT,
          OPEN,
          TOKEN);

  private HttpOptions() {}
}
