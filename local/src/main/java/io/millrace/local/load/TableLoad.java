package io.millrace.local.load;

/**
 * What became of a table.
 *
 * @param version of the data set; empty where nothing was loaded
 * @param made whether this load made the version; else it was there with the same content
 * @param rows unreadable ones included
 * @param taken whether an object mapping takes them
 */
public record TableLoad(
    String dataset, String version, boolean made, long rows, long unreadable, boolean taken) {

  /** What people should know of it beside the figures. */
  String note() {
    if (!taken) {
      return "no object mapping takes it";
    }
    return made || version.isEmpty() ? "" : "unchanged";
  }
}
