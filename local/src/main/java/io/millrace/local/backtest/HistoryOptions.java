package io.millrace.local.backtest;

import io.millrace.local.StackException;
import io.millrace.local.config.Addresses;
import io.millrace.udfs.backtest.input.Between;
import io.millrace.udfs.backtest.input.CsvTable;
import io.millrace.udfs.backtest.input.Defaults;
import io.millrace.udfs.backtest.input.JsonLines;
import io.millrace.udfs.backtest.input.ObservationSource;
import io.millrace.udfs.backtest.input.Times;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which history. */
final class HistoryOptions {
  private static final String TOPIC = "topic:observations";

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = {
        "Observations: *.csv with a header, or JSON, one a line; or " + TOPIC + " for those",
        "that Kafka has."
      })
  private String input = "";

  @Option(names = "--from", paramLabel = "TIME", description = "Observed at or after (UTC).")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Observed before (UTC).")
  private @Nullable String to;

  @Option(
      names = "--object-type",
      paramLabel = "TYPE",
      description = "Of observations that name none; default: that of the rules.")
  private @Nullable String type;

  @Option(
      names = "--time-column",
      paramLabel = "NAME",
      description = "CSV: when it was observed; default: timestamp, time, ts or observedAt.")
  private @Nullable String timeColumn;

  @Option(
      names = "--object-column",
      paramLabel = "NAME",
      description = "CSV: the object's id; default: objectId, deviceId, device or object.")
  private @Nullable String objectColumn;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Brokers that are not the embedded stack's.")
  private @Nullable String kafka;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Confluent API of a registry that is not the embedded stack's.")
  private @Nullable String registry;

  /** The end of the stretch; null for none. */
  @Nullable Instant end() {
    return time(to);
  }

  /**
   * The observations.
   *
   * @param usualType of those that name no object type, unless the user does
   */
  ObservationSource open(String usualType, Supplier<Addresses> stack) throws IOException {
    Instant begin = time(from);
    ObservationSource all =
        input.equals(TOPIC)
            ? TopicHistory.open(
                kafka == null ? stack.get().kafkaBootstrap() : kafka,
                registry == null ? stack.get().registryUrl() : registry,
                begin)
            : file(Path.of(input), type == null ? usualType : type);
    return new Between(all, begin, end());
  }

  private ObservationSource file(Path file, String objectType) throws IOException {
    String name = file.getFileName().toString();
    Defaults defaults =
        new Defaults(file.toString(), objectType, name.replaceFirst("\\.[^.]*$", ""));
    try {
      BufferedReader lines = Files.newBufferedReader(file);
      return name.toLowerCase(Locale.ROOT).endsWith(".csv")
          ? new CsvTable(lines, defaults, timeColumn, objectColumn)
          : new JsonLines(lines, defaults);
    } catch (NoSuchFileException e) {
      throw new StackException("There is no file " + file, e);
    }
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Times.of(text);
    } catch (IllegalArgumentException e) {
      throw new StackException(String.valueOf(e.getMessage()), e);
    }
  }
}
