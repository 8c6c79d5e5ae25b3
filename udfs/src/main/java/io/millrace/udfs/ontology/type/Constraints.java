package io.millrace.udfs.ontology.type;

import org.jspecify.annotations.Nullable;

/**
 * What values must satisfy beyond their type. Null stands for no bound.
 *
 * @param pattern RE2 syntax; the whole text must match
 * @param minLength least number of characters (code points) of a text
 * @param minItems least number of elements of a list or map
 * @param minimum least value, in the form that values of the type have
 */
public record Constraints(
    @Nullable String pattern,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    @Nullable Integer minItems,
    @Nullable Integer maxItems,
    @Nullable Object minimum,
    @Nullable Object maximum) {
  public static final Constraints NONE = new Constraints(null, null, null, null, null, null, null);
}
