package io.millrace.bridge.http;

import java.util.Map;

/** A request that is answered with a problem (RFC 9457). */
final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;
  private final ProblemCode code;
  private final transient Map<String, Object> members;

  /**
   * @param detail what is wrong with this very request, for people
   * @param members further members of the body
   */
  ProblemException(ProblemCode code, String detail, Map<String, Object> members) {
    super(detail);
    this.code = code;
    this.members = Map.copyOf(members);
  }

  ProblemException(ProblemCode code, String detail) {
    this(code, detail, Map.of());
  }

  /** One of a batch's messages is wrong. */
  static ProblemException ofMessage(ProblemCode code, int index, String detail) {
    return new ProblemException(code, "Message " + index + ": " + detail, Map.of("index", index));
  }

  ProblemCode code() {
    return code;
  }

  Map<String, Object> members() {
    return members;
  }
}
