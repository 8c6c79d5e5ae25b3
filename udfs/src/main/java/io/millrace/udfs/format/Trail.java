package io.millrace.udfs.format;

import com.fasterxml.jackson.core.io.SerializedString;
import io.millrace.udfs.shape.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How far an object has been read: the names that came, in their order, and what came next. */
final class Trail {
  private final ReadPlan plan;
  private final Shape shape;
  private final Map<String, Step> steps = new ConcurrentHashMap<>(2);

  // A guess, which threads may overwrite for each other; steps are immutable.
  private @Nullable Step expected;

  /**
   * @param shape of the values that are kept
   */
  Trail(ReadPlan plan, Shape shape) {
    this.plan = plan;
    this.shape = shape;
  }

  /**
   * One name further.
   *
   * @param slot where its value goes; negative where it is not wanted
   * @param plan what to read of its value; null where it is not wanted
   */
  record Step(SerializedString name, int slot, @Nullable ReadPlan plan, Trail next) {}

  /** The keys of what has been kept so far. */
  Shape shape() {
    return shape;
  }

  /** The step that came here last time, or null at the first time. */
  @Nullable Step expected() {
    return expected;
  }

  /** The step to this name; null where no more is remembered. */
  @Nullable Step step(String name) {
    Step step = steps.get(name);
    if (step == null) {
      step = isText(name) && plan.remembers() ? make(name) : null;
      if (step == null) {
        return null;
      }
      steps.put(name, step);
    }
    expected = step;
    return step;
  }

  /** A name may be half of a surrogate pair by an escape, which no UTF-8 can be compared with. */
  private static boolean isText(String name) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(name);
  }

  private @Nullable Step make(String name) {
    SerializedString text = new SerializedString(name);
    ReadPlan below = plan.below(name);
    if (below == null) {
      return new Step(text, -1, null, new Trail(plan, shape));
    }
    int known = shape.slot(name);
    if (known >= 0) {
      // Of equal names the last one counts.
      return new Step(text, known, below, new Trail(plan, shape));
    }
    Shape longer = shape.with(name);
    return longer == null ? null : new Step(text, shape.size(), below, new Trail(plan, longer));
  }
}
