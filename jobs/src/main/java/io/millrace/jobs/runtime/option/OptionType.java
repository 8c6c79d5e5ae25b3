package io.millrace.jobs.runtime.option;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;

/**
 * How an option's text is read and shown.
 *
 * @param word what the table of options calls it
 * @param parse throws IllegalArgumentException, with a reason for people, where the text does not
 *     fit
 * @param show the text of a value
 */
public record OptionType<T>(String word, Function<String, T> parse, Function<T, String> show) {
  public static final OptionType<String> TEXT =
      new OptionType<>("text", Function.identity(), Function.identity());

  /** A whole number of at least zero. */
  public static final OptionType<Integer> COUNT =
      new OptionType<>("count", OptionType::count, Object::toString);

  /** A duration above zero: {@code 500 ms}, {@code 1 h}. */
  public static final OptionType<Duration> DURATION =
      new OptionType<>("duration", OptionType::duration, TimeUtils::formatWithHighestUnit);

  /** A size: {@code 1 mb} (2^20 bytes), {@code 512 kb}; a bare number is bytes. */
  public static final OptionType<MemorySize> SIZE =
      new OptionType<>("size", MemorySize::parse, MemorySize::toHumanReadableString);

  /** One of these constants, written as their {@code toString} says. */
  public static <E extends Enum<E>> OptionType<E> oneOf(List<E> known) {
    String words = known.stream().map(E::toString).collect(Collectors.joining("|"));
    return new OptionType<>(words, text -> constant(known, text, words), E::toString);
  }

  private static <E extends Enum<E>> E constant(List<E> known, String text, String words) {
    return known.stream()
        .filter(constant -> constant.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be one of " + words));
  }

  private static Integer count(String text) {
    int value;
    try {
      value = Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number", e);
    }
    if (value < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
    return value;
  }

  private static Duration duration(String text) {
    Duration value = TimeUtils.parseDuration(text);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("must be longer than nothing");
    }
    return value;
  }
}
