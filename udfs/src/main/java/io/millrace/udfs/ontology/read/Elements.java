package io.millrace.udfs.ontology.read;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.ElementState;
import io.millrace.udfs.ontology.Label;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What all elements of an ontology have. */
final class Elements {
  private static final Set<String> COMMON = Set.of("title", "description", "state");

  private Elements() {}

  /** Refuses fields beside the common ones and these. */
  static void only(DocumentReader at, Collection<String> own) {
    Set<String> known = new TreeSet<>(own);
    known.addAll(COMMON);
    at.only(known);
  }

  static Label label(DocumentReader at) {
    return new Label(at.textOrNull("title"), at.textOrNull("description"));
  }

  static ElementState state(DocumentReader at) {
    String word = at.oneOf("state", ElementState.words(), ElementState.ACTIVE.word());
    return ElementState.words().contains(word)
        ? ElementState.valueOf(word.toUpperCase(Locale.ROOT))
        : ElementState.ACTIVE;
  }
}
