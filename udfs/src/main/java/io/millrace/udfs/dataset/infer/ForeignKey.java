package io.millrace.udfs.dataset.infer;

/**
 * A column whose values are keys of another table, or of the same.
 *
 * @param table that has the column
 * @param target the table that is referred to, {@code targetColumn} its key
 * @param values how many different values the column has
 * @param found how many of them the target has
 * @param unique whether no two rows refer to the same
 * @param confidence from 0 to 1: by the share of values that are found, times how much the name
 *     says
 * @param reason what the name says
 */
public record ForeignKey(
    String table,
    String column,
    String target,
    String targetColumn,
    long values,
    long found,
    boolean unique,
    double confidence,
    String reason) {}
