package io.millrace.bridge.option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an option's text is read and shown.
 *
 * @param word what the table of options calls it
 * @param parse throws IllegalArgumentException, with a reason for people, where the text does not
 *     fit
 * @param show the text of a value
 */
public record OptionType<T>(String word, Function<String, T> parse, Function<T, String> show) {
  private static final Pattern DURATION_TEXT = Pattern.compile("(\\d{1,12})\\s*(ms|s|min|h|d)");
  private static final Pattern SIZE_TEXT = Pattern.compile("(\\d{1,12})\\s*(|b|kb|mb)");

  public static final OptionType<String> TEXT =
      new OptionType<>("text", Function.identity(), Function.identity());

  public static final OptionType<Boolean> FLAG =
      new OptionType<>("true|false", OptionType::flag, Object::toString);

  /** A duration above zero: {@code 500 ms}, {@code 1 h}. */
  public static final OptionType<Duration> DURATION =
      new OptionType<>("duration", OptionType::duration, OptionType::show);

  /** Bytes: {@code 1 mb} (2^20), {@code 512 kb}; a bare number is bytes. */
  public static final OptionType<Integer> SIZE =
      new OptionType<>("size", OptionType::size, OptionType::show);

  /** A file or directory; empty for none. */
  public static final OptionType<Path> FILE = new OptionType<>("file", Path::of, Path::toString);

  /** A whole number between two others, both allowed. */
  public static OptionType<Integer> number(int lowest, int highest) {
    return new OptionType<>(
        lowest + " to " + highest, text -> number(text, lowest, highest), Object::toString);
  }

  private static Boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static Integer number(String text, int lowest, int highest) {
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= lowest && value <= highest) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("must be a whole number from " + lowest + " to " + highest);
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION_TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new IllegalArgumentException("must be a duration above zero such as 500 ms, 10 s, 1 h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Integer size(String text) {
    Matcher matcher = SIZE_TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must be a size such as 1 mb, 512 kb, 1000");
    }
    long factor =
        switch (matcher.group(2)) {
          case "kb" -> 1L << 10;
          case "mb" -> 1L << 20;
          default -> 1L;
        };
    long bytes = Long.parseLong(matcher.group(1)) * factor;
    if (bytes < 1 || bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("must be above zero and below 2 GB");
    }
    return (int) bytes;
  }

  private static String show(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private static String show(Integer bytes) {
    return bytes % (1 << 10) == 0 ? bytes / (1 << 10) + " kb" : bytes + " b";
  }
}
