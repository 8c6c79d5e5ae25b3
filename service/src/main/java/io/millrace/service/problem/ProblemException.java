package io.millrace.service.problem;

import java.util.Map;

/** A request that is answered with a problem instead of a result. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ProblemCode code;
  private final transient Map<String, Object> members;

  /**
   * @param detail what is wrong with this very request, for people
   */
  public ProblemException(ProblemCode code, String detail) {
    this(code, detail, Map.of());
  }

  /**
   * @param members further members of the body, such as {@code errors}
   */
  public ProblemException(ProblemCode code, String detail, Map<String, Object> members) {
    super(detail);
    this.code = code;
    this.members = members;
  }

  /** A server behind the service is down: the same request may pass later. */
  public static ProblemException unavailable(String server, Throwable cause) {
    ProblemException problem =
        new ProblemException(
            ProblemCode.UNAVAILABLE, server + " does not answer; try again", Map.of());
    problem.initCause(cause);
    return problem;
  }

  public ProblemCode code() {
    return code;
  }

  /** Further members of the body. */
  public Map<String, Object> members() {
    return members;
  }
}
