package io.millrace.udfs.inference;

import org.jspecify.annotations.Nullable;

/**
 * What whoever asks knows already; null or empty where it is to be found out.
 *
 * @param id of the mapping
 * @param source the header that its messages have
 * @param objectType what is observed
 */
public record Wish(@Nullable String id, @Nullable String source, @Nullable String objectType) {

  /** Nothing is known. */
  public static Wish none() {
    return new Wish(null, null, null);
  }
}
