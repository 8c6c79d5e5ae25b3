package io.millrace.service.web;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springdoc.core.annotations.ParameterObject;

/** The stretch of a list that a request asks for; a handler that takes one offers both. */
@ParameterObject
public record Paging(
    @Parameter(
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
        int limit,
    @Parameter(
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "0", maximum = "9999", defaultValue = "0"))
        int offset) {
  /** What {@code limit} is where it is not given. */
  public static final String LIMIT = "50";

  private static final int MOST = 500;

  /** Elasticsearch's own bound of offset and limit together; deeper pages cost it too much. */
  private static final int DEEPEST = 10_000;

  /** Throws a problem where the stretch is none that is offered. */
  public Paging {
    check(limit, offset);
  }

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
