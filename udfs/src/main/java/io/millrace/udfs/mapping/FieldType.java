package io.millrace.udfs.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words for the types of an observation's properties; see {@link PropertyType}. */
public enum FieldType {
  STRING,
  LONG,
  DOUBLE,
  BOOLEAN,
  TIMESTAMP,
  DURATION,
  GEO_POINT,
  ENUM,
  LIST,
  MAP;

  /** The name in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names in documents. */
  public static List<String> words() {
    return Arrays.stream(values()).map(FieldType::word).toList();
  }

  /** The type of this name, or null. */
  static @Nullable FieldType named(String word) {
    return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst().orElse(null);
  }

  /** Whether lists and maps may hold it. */
  boolean scalar() {
    return this != LIST && this != MAP && this != GEO_POINT;
  }

  /** Whether it is a number that may have a unit. */
  boolean number() {
    return this == LONG || this == DOUBLE;
  }
}
