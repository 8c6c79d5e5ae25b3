package io.millrace.udfs.expression;

import org.jspecify.annotations.Nullable;

/** CEL's keys of maps: texts, whole numbers, true and false; 1.0 finds the entry of 1. */
public final class MapKeys {
  private MapKeys() {}

  /** The key as maps hold it, or null where no map can hold it. */
  public static @Nullable Object normal(@Nullable Object key) {
    if (key instanceof Double number) {
      boolean whole = number == Math.rint(number) && Math.abs(number) < 0x1p63;
      return whole ? (Long) number.longValue() : null;
    }
    return key instanceof String || key instanceof Long || key instanceof Boolean ? key : null;
  }
}
