package io.millrace.udfs.ontology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far one may rely on an element of the ontology. Jobs treat all alike. */
public enum ElementState {
  /** Being worked on: it may change in any way. */
  DRAFT,
  /** In use: breaking changes are refused unless they are asked for. */
  ACTIVE,
  /** Still there, and not to be used any more. */
  DEPRECATED;

  /** The name in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names in documents. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ElementState::word).toList();
  }
}
