package io.millrace.service.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * Everything the API can answer that is not success; the codes are stable, clients may test them.
 */
public enum ProblemCode {
  BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
  MALFORMED_DOCUMENT(HttpStatus.BAD_REQUEST, "The body is not a JSON or YAML document"),
  INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter has a value that cannot be used"),
  UNKNOWN_PARAMETER(HttpStatus.BAD_REQUEST, "There is no such parameter"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
  UNKNOWN_TYPE(HttpStatus.NOT_FOUND, "There is no such object type"),
  GONE(HttpStatus.GONE, "It is deleted"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not offered here"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No accepted media type can be produced"),
  DEFINITION_IN_USE(HttpStatus.CONFLICT, "Other definitions are built upon the definition"),
  IDEMPOTENCY_CONFLICT(HttpStatus.CONFLICT, "The key was used for another content"),
  EXTRACTION_RUNNING(HttpStatus.CONFLICT, "The table is being read, or its definition was changed"),
  BREAKING_CHANGE(HttpStatus.CONFLICT, "The change would break what stands"),
  VERSION_MISMATCH(HttpStatus.PRECONDITION_FAILED, "The definition stands at another version"),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body's media type is not read"),
  INVALID_DEFINITION(HttpStatus.UNPROCESSABLE_CONTENT, "The definition cannot be used"),
  INVALID_COMMAND(HttpStatus.UNPROCESSABLE_CONTENT, "The command cannot be used"),
  INVALID_EDIT(HttpStatus.UNPROCESSABLE_CONTENT, "The edit cannot be used"),
  INVALID_TABLE(HttpStatus.UNPROCESSABLE_CONTENT, "The file is no table that can be read"),
  UNREADABLE_TABLE(HttpStatus.UNPROCESSABLE_CONTENT, "The database's table cannot be read"),
  INVALID_REQUEST(HttpStatus.UNPROCESSABLE_CONTENT, "The request says what cannot be used"),
  ID_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT, "The document's id is another than the path's"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed"),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "A server that is needed does not answer");

  private final HttpStatus status;
  private final String title;

  ProblemCode(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The code in kebab case, as it stands in the body. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The RFC 9457 type. */
  public URI type() {
    return URI.create("urn:millrace:problem:" + code());
  }

  /** The general code of an HTTP status, for errors that the framework finds. */
  public static ProblemCode of(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 412 -> VERSION_MISMATCH;
      case 413 -> BODY_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 503 -> UNAVAILABLE;
      default -> status >= 500 ? INTERNAL_ERROR : BAD_REQUEST;
    };
  }
}
