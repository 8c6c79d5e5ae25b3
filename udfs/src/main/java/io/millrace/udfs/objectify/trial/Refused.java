package io.millrace.udfs.objectify.trial;

/**
 * What the job would send to the dead letters.
 *
 * @param stage {@code map-rows}: the row is refused whole by the mapping; {@code objectify}: one
 *     value of it by the ontology
 * @param row its number, 1 is the first row of data
 * @param code stable, kebab-case
 * @param path the place in the mapping, or the object and its property
 */
public record Refused(
    String stage,
    String dataset,
    long row,
    String mapping,
    String code,
    String path,
    String reason) {
  static final String MAP_ROWS = "map-rows";
  static final String OBJECTIFY = "objectify";
}
