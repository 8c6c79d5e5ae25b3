package io.millrace.bridge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes answers. */
final class Answers {
  static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final String RETRY_SECONDS = "1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Answers() {}

  static void json(Response response, Callback callback, int status, Object body) {
    write(response, callback, status, JSON, encode(body));
  }

  static void text(Response response, Callback callback, String type, String body) {
    write(response, callback, 200, type, body);
  }

  /** Answers with a problem, and with what its status asks for beside the body. */
  static void problem(Response response, Callback callback, ProblemException problem) {
    ProblemCode code = problem.code();
    switch (code) {
      case UNAUTHORIZED ->
          response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"ingest\"");
      case METHOD_NOT_ALLOWED ->
          response
              .getHeaders()
              .put(HttpHeader.ALLOW, String.valueOf(problem.members().get("allow")));
      case TOO_MANY_REQUESTS, UNAVAILABLE ->
          response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
      // The rest of the body is not read.
      case TOO_LARGE, REQUEST_TIMEOUT -> response.getHeaders().put(HttpHeader.CONNECTION, "close");
      default -> {}
    }
    write(
        response,
        callback,
        code.status(),
        PROBLEM,
        body(code, String.valueOf(problem.getMessage()), problem.members()));
  }

  /** The body of a problem. */
  static String body(ProblemCode code, String detail, Map<String, Object> members) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:millrace:problem:" + code.code());
    body.put("code", code.code());
    body.put("title", code.title());
    body.put("status", code.status());
    body.put("detail", detail);
    body.putAll(members);
    return encode(body);
  }

  private static void write(
      Response response, Callback callback, int status, String type, String body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }

  private static String encode(Object body) {
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps and texts can be written as JSON", e);
    }
  }
}
