package io.millrace.local.load;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** What became of a folder of tables, for people. */
record LoadReport(PrintWriter out) {
  void print(LoadResult result) {
    line("%-28s %8s %10s %10s", "data set", "version", "rows", "unreadable");
    for (TableLoad table : result.tables()) {
      line(
          "%-28s %8s %10d %10d  %s",
          table.dataset(),
          table.version().isEmpty() ? "-" : table.version(),
          table.rows(),
          table.unreadable(),
          table.note());
    }
    counts("object type", "objects", result.objects());
    if (!result.links().isEmpty()) {
      links(result);
    }
    refused(result);
    out.flush();
  }

  private void counts(String kind, String what, Map<String, Long> counts) {
    out.println();
    line("%-37s %10s", kind, what);
    counts.forEach((type, count) -> line("%-37s %10d", type, count));
  }

  private void links(LoadResult result) {
    Map<String, Long> dangling = result.dangling();
    out.println();
    line("%-37s %10s %10s", "link type", "links", dangling == null ? "" : "dangling");
    result
        .links()
        .forEach(
            (type, count) ->
                line(
                    "%-37s %10d %10s",
                    type, count, dangling == null ? "" : dangling.getOrDefault(type, 0L)));
  }

  private void refused(LoadResult result) {
    out.println();
    if (result.refused().isEmpty()) {
      out.println("Nothing was refused.");
      return;
    }
    line("%10s %-12s %-20s %-20s %s", "refused", "stage", "code", "by", "the first");
    for (RefusedGroup group : result.refused()) {
      line(
          "%10d %-12s %-20s %-20s %s",
          group.count(), group.stage(), group.code(), group.source(), group.first());
    }
  }

  private void line(String form, Object... values) {
    out.println(String.format(Locale.ROOT, form, values).stripTrailing());
  }
}
