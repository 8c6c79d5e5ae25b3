package io.millrace.local.demo.replay;

import io.millrace.local.demo.definitions.Threshold;
import java.util.HashMap;
import java.util.Map;

/**
 * How often a threshold rule must open an alert for each series. An alert may stand open from an
 * earlier replay of the same series, so both courses are followed until they meet.
 */
public final class ExpectedAlerts {
  /**
   * The two courses of a series.
   *
   * @param fromClosed alerts that open if none was open before
   * @param fromOpen alerts that open if one was
   */
  public record Opens(int fromClosed, int fromOpen) {}

  private static final class Course {
    private boolean open;
    private int opens;

    Course(boolean open) {
      this.open = open;
    }

    void take(Threshold threshold, double value) {
      boolean after = threshold.openAfter(value, open);
      opens += after && !open ? 1 : 0;
      open = after;
    }
  }

  private record Courses(Course closed, Course open) {}

  private final Threshold threshold;
  private final Map<String, Courses> byDevice = new HashMap<>();

  public ExpectedAlerts(Threshold threshold) {
    this.threshold = threshold;
  }

  /** Takes the next value of a series. */
  public void take(String deviceId, double value) {
    Courses courses =
        byDevice.computeIfAbsent(deviceId, d -> new Courses(new Course(false), new Course(true)));
    courses.closed.take(threshold, value);
    courses.open.take(threshold, value);
  }

  /** What is expected, by device. */
  public Map<String, Opens> opens() {
    Map<String, Opens> opens = new HashMap<>();
    byDevice.forEach((id, c) -> opens.put(id, new Opens(c.closed.opens, c.open.opens)));
    return opens;
  }
}
