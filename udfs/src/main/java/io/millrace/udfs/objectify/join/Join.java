package io.millrace.udfs.objectify.join;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a mapping joins to each row or observation.
 *
 * @param name by which expressions find it
 * @param columns that expressions may read; empty for any
 * @param patience how long something that is missing may still come
 */
public record Join(
    String name, JoinSource source, Set<String> columns, Missing missing, Duration patience) {

  /** What becomes of a row or observation for which nothing is found. */
  public enum Missing {
    /** Expressions find nothing there. */
    NULL,
    /** The mapping makes nothing of it. */
    SKIP,
    /** The mapping refuses it. */
    REFUSE;

    public static List<String> words() {
      return Arrays.stream(values()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** The one of this word; {@link #NULL} where there is none. */
    public static Missing named(String word) {
      return Arrays.stream(values())
          .filter(value -> value.name().equalsIgnoreCase(word))
          .findFirst()
          .orElse(NULL);
    }
  }
}
