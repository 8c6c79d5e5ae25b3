package io.millrace.udfs.rules.window;

import java.util.List;

/** Compares what rules keep of events. */
final class Columns {
  private Columns() {}

  /** Whether state that was kept for the one can be read for the other. */
  static boolean same(List<Column> one, List<Column> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      Column a = one.get(i);
      Column b = other.get(i);
      boolean equal =
          a.value().source().equals(b.value().source())
              && a.numeric() == b.numeric()
              && a.parts() == b.parts();
      if (!equal) {
        return false;
      }
    }
    return true;
  }
}
