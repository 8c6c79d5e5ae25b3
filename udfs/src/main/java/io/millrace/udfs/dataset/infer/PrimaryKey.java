package io.millrace.udfs.dataset.infer;

import java.util.List;

/**
 * What identifies the rows of a table.
 *
 * @param table its name
 * @param columns one or several, in the table's order
 * @param rows in which they are all there and no two the same
 * @param confidence from 0 to 1: as many rows speak for it, times how much its name does
 */
public record PrimaryKey(String table, List<String> columns, long rows, double confidence) {}
