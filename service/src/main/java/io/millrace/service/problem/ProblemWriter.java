package io.millrace.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes problems as {@code application/problem+json}, whatever the client accepts: an error that
 * cannot be shown because of its media type would hide the reason.
 */
@Component
public final class ProblemWriter {
  /** Seconds after which a request that met a server that is down may be tried again. */
  private static final String RETRY_AFTER = "5";

  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Sets status, headers and body of an answer that is not committed yet. */
  public void write(
      HttpServletRequest request,
      HttpServletResponse response,
      ProblemCode code,
      @Nullable String detail,
      Map<String, Object> members)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(code.status().value());
    if (code == ProblemCode.UNAVAILABLE) {
      response.setHeader("Retry-After", RETRY_AFTER);
    }
    Problem problem = Problem.of(code, detail, request.getRequestURI(), members);
    byte[] body = json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/problem+json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
