package io.millrace.local.load;

/**
 * What became of a table.
 *
 * @param version of the data set; empty where nothing was loaded
 * @param rows unreadable ones included
 * @param taken whether an object mapping takes them
 */
public record TableLoad(
    String dataset, String version, long rows, long unreadable, boolean taken) {}
