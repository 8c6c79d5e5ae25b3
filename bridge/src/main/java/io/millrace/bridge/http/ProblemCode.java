package io.millrace.bridge.http;

import java.util.Locale;

/** Everything that is answered and is no success; the codes are stable, clients may test them. */
enum ProblemCode {
  BAD_REQUEST(400, "The request cannot be understood"),
  INVALID_MESSAGE(400, "A message lacks something, or is none"),
  UNAUTHORIZED(401, "The source's token is missing or wrong"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The method is not offered here"),
  REQUEST_TIMEOUT(408, "The request did not arrive in time"),
  TOO_LARGE(413, "A message, or the whole batch, is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "No format reads this content type or encoding"),
  TOO_MANY_REQUESTS(429, "More is under way than is allowed"),
  INTERNAL_ERROR(500, "The bridge failed"),
  UNAVAILABLE(503, "Kafka does not answer");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The code in kebab case, as it stands in the body. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The general code of an HTTP status, for errors that the server finds. */
  static ProblemCode of(int status) {
    for (ProblemCode code : values()) {
      if (code.status == status) {
        return code;
      }
    }
    // 505: a version of HTTP that is none.
    return status >= 500 && status != 505 ? INTERNAL_ERROR : BAD_REQUEST;
  }
}
