package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query's segments, from the root or from the node that a filter looks at. */
record PathQuery(List<Segment> segments) {

  /** Whether it finds one node at most. */
  boolean singular() {
    return segments.stream().allMatch(Segment::singular);
  }

  List<@Nullable Object> select(@Nullable Object start, @Nullable Object root)
      throws ExpressionException {
    List<@Nullable Object> nodes = new ArrayList<>();
    nodes.add(start);
    for (Segment segment : segments) {
      Found found = new Found();
      for (Object node : nodes) {
        segment.select(node, root, found);
      }
      nodes = found.nodes();
    }
    return nodes;
  }
}
