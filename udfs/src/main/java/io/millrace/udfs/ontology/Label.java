package io.millrace.udfs.ontology;

import org.jspecify.annotations.Nullable;

/**
 * What people read of an element.
 *
 * @param title a few words, null where the author gave none
 */
public record Label(@Nullable String title, @Nullable String description) {
  public static final Label NONE = new Label(null, null);

  /** The title, or else the name. */
  public String or(String name) {
    return title == null ? name : title;
  }
}
