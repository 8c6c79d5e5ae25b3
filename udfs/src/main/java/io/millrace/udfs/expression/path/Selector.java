package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks children of a node. */
sealed interface Selector {
  void select(@Nullable Object node, @Nullable Object root, Found found) throws ExpressionException;

  /** Whether it picks one child at most. */
  default boolean singular() {
    return false;
  }

  /** {@code .name}, {@code ['name']}. */
  record Name(String name) implements Selector {
    @Override
    public void select(@Nullable Object node, @Nullable Object root, Found found)
        throws ExpressionException {
      if (node instanceof Map<?, ?> map && map.containsKey(name)) {
        found.add(map.get(name));
      }
    }

    @Override
    public boolean singular() {
      return true;
    }
  }

  /** {@code [0]}, {@code [-1]}: from the end. */
  record Index(long index) implements Selector {
    @Override
    public void select(@Nullable Object node, @Nullable Object root, Found found)
        throws ExpressionException {
      if (node instanceof List<?> list) {
        long at = index < 0 ? list.size() + index : index;
        if (at >= 0 && at < list.size()) {
          found.add(list.get((int) at));
        }
      }
    }

    @Override
    public boolean singular() {
      return true;
    }
  }

  /** {@code *}. */
  record Wildcard() implements Selector {
    @Override
    public void select(@Nullable Object node, @Nullable Object root, Found found)
        throws ExpressionException {
      for (Object child : Segment.children(node)) {
        found.add(child);
      }
    }
  }

  /** {@code [start:end:step]}; what is left out depends on the sign of the step. */
  record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {
    @Override
    public void select(@Nullable Object node, @Nullable Object root, Found found)
        throws ExpressionException {
      if (!(node instanceof List<?> list) || step == 0) {
        return;
      }
      int size = list.size();
      boolean up = step > 0;
      long least = up ? 0 : -1;
      long most = up ? size : size - 1;
      long from = start == null ? (up ? 0 : most) : bound(start, size, least, most);
      long to = end == null ? (up ? size : -1) : bound(end, size, least, most);
      for (long at = from; up ? at < to : at > to; at += step) {
        found.add(list.get((int) at));
      }
    }

    private static long bound(long index, int size, long least, long most) {
      return Math.min(Math.max(index < 0 ? size + index : index, least), most);
    }
  }

  /** {@code [?condition]}. */
  record Filter(PathCondition condition) implements Selector {
    @Override
    public void select(@Nullable Object node, @Nullable Object root, Found found)
        throws ExpressionException {
      for (Object child : Segment.children(node)) {
        if (condition.test(child, root)) {
          found.add(child);
        }
      }
    }
  }
}
