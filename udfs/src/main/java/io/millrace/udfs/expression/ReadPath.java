package io.millrace.udfs.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a variable that an expression reads, with all below it; without names the whole.
 *
 * @param names from the top down, without places in lists and keys that are computed
 * @param certain how many of them come before the first such place or key: below it anything could
 *     be read
 */
public record ReadPath(List<String> names, int certain) {
  static final ReadPath WHOLE = new ReadPath(List.of(), 0);

  /** The names that certainly lead to what is read. */
  public List<String> certainNames() {
    return names.subList(0, certain);
  }

  /** All names, joined by dots. */
  public String dotted() {
    return String.join(".", names);
  }

  ReadPath below(String name, boolean open) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new ReadPath(List.copyOf(longer), open ? certain + 1 : certain);
  }
}
