package io.millrace.udfs.ontology.change;

import java.util.Locale;

/** What a change demands of the search indexes of its object types; the dearer the later. */
public enum IndexAction {
  NONE,
  /** Fields are added to the index as it stands. */
  IN_PLACE,
  /** A new index is filled and takes the place of the old. */
  REBUILD;

  /** The name for programs, in kebab case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
