package io.millrace.udfs.rules.window;

/** How windows are cut out of time. All in milliseconds. */
sealed interface Shape {
  /** How long a window is; of sessions, how long the time between two events. */
  long span();

  /**
   * Windows of one size that begin each {@code slide} from the epoch on, moved by {@code offset}:
   * tumbling where the slide is the size. [start, end).
   */
  record Stepping(long size, long slide, long offset) implements Shape {
    @Override
    public long span() {
      return size;
    }

    /** Width of the longest panes of which all windows are made: the greatest common divisor. */
    long pane() {
      long a = size;
      long b = slide;
      while (b != 0) {
        long rest = a % b;
        a = b;
        b = rest;
      }
      return a;
    }

    long paneStart(long time) {
      long pane = pane();
      return Math.floorDiv(time - offset, pane) * pane + offset;
    }

    /** The end of the first window that holds a pane. */
    long firstEnd(long paneStart) {
      return endAfter(paneStart);
    }

    /** The end of the last window that holds a pane. */
    long lastEnd(long paneStart) {
      return Math.floorDiv(paneStart + size - offset, slide) * slide + offset;
    }

    /** The least end of a window after a time. */
    long endAfter(long time) {
      return (Math.floorDiv(time - offset, slide) + 1) * slide + offset;
    }
  }

  /** At each event, the window that ends with it: (end - size, end]. */
  record Sliding(long size) implements Shape {
    @Override
    public long span() {
      return size;
    }
  }

  /** Events of which none is as much as {@code gap} after the one before. */
  record Session(long gap) implements Shape {
    @Override
    public long span() {
      return gap;
    }
  }
}
