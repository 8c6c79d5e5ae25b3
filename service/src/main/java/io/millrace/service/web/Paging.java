package io.millrace.service.web;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;

/** Bounds of {@code limit} and {@code offset}, the same for every list. */
public final class Paging {
  /** What {@code limit} is where it is not given. */
  public static final String LIMIT = "50";

  private static final int MOST = 500;

  /** Elasticsearch's own bound of offset and limit together; deeper pages cost it too much. */
  private static final int DEEPEST = 10_000;

  private Paging() {}

  /** A problem where the stretch is none that is offered. */
  public static void check(int limit, int offset) {
    if (limit < 1 || limit > MOST) {
      throw invalid("limit must be 1 to " + MOST);
    }
    if (offset < 0 || offset > DEEPEST - limit) {
      throw invalid(
          "offset must not be negative, and offset and limit together at most " + DEEPEST);
    }
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_PARAMETER, detail);
  }
}
