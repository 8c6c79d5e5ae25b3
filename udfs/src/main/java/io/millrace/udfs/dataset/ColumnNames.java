package io.millrace.udfs.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of columns of what stands in a header. */
public final class ColumnNames {
  private ColumnNames() {}

  /**
   * As in the header, without blanks around; what is empty is named by its number, what is there
   * already gets a number behind it: {@code name}, {@code name_2}.
   */
  public static List<String> of(List<@Nullable String> header) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String cell = header.get(i);
      String name = cell == null || cell.isBlank() ? numbered(i + 1) : cell.strip();
      String free = name;
      for (int n = 2; !taken.add(free); n++) {
        free = name + "_" + n;
      }
      names.add(free);
    }
    return List.copyOf(names);
  }

  /** Of a table without a header. */
  public static List<String> numbered(int first, int last) {
    List<String> names = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      names.add(numbered(i));
    }
    return List.copyOf(names);
  }

  private static String numbered(int column) {
    return "column" + column;
  }
}
