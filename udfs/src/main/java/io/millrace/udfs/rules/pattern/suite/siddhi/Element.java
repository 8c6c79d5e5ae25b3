package io.millrace.udfs.rules.pattern.suite.siddhi;

import java.util.List;

/** A part of a query's {@code from}. */
sealed interface Element {
  /** Any number. */
  int UNBOUNDED = -1;

  /**
   * Events of a stream.
   *
   * @param name by which others refer to it
   * @param min how often it must match
   * @param max how often it may, {@link #UNBOUNDED} for any number
   */
  record Event(String name, String stream, Expression filter, int min, int max) implements Element {
    boolean once() {
      return min == 1 && max == 1;
    }
  }

  /**
   * No event of a stream.
   *
   * @param span for so long, in milliseconds; 0 for until what it is joined with comes
   */
  record Absent(String stream, Expression filter, long span) implements Element {}

  /** Both, in any order, or one of both. */
  record Logical(boolean or, Element left, Element right) implements Element {}

  /** Begins again. */
  record Every(Element of) implements Element {}

  /** One after the other. */
  record Chain(List<Element> parts) implements Element {}
}
