package io.millrace.udfs.rules.window;

import io.millrace.udfs.definition.DocumentReader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept of one key.
 *
 * @param most events of a window that ends with each event; panes or sessions of the others
 * @param stop the rule stops for the key, and says so; else the oldest make way
 */
record Limit(int most, boolean stop) {
  private static final int USUAL_EVENTS = 10_000;
  private static final int USUAL_PANES = 2_000;
  private static final int MOST = 1_000_000;

  static Limit read(DocumentReader document, @Nullable Shape shape) {
    DocumentReader limit = document.object("limit");
    limit.only(Set.of("most", "policy"));
    int usual = shape instanceof Shape.Sliding ? USUAL_EVENTS : USUAL_PANES;
    int most = limit.count("most", 1, MOST, usual);
    boolean stop = limit.oneOf("policy", List.of("drop-oldest", "stop"), "").equals("stop");
    if (shape instanceof Shape.Stepping stepping) {
      long panes = stepping.size() / stepping.pane();
      if (panes > most) {
        document.problem(
            "window",
            "A window of "
                + panes
                + " panes (the greatest common divisor of size and slide) is over the limit of "
                + most);
      }
    }
    return new Limit(most, stop);
  }
}
