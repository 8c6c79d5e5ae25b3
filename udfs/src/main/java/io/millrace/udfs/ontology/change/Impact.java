package io.millrace.udfs.ontology.change;

import java.util.Locale;

/** What a change demands of those who live with it; the graver the later. */
public enum Impact {
  /** Nothing: objects, mappings, rules, indexes and queries that stand go on as they are. */
  SAFE,
  /** Objects or indexes that stand lack something until they are made anew. */
  NEEDS_BACKFILL,
  /** Something that is right today would be refused, missed, or mean another thing. */
  BREAKING;

  /** The name for programs, in kebab case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
