package io.millrace.service.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Problems for what Tomcat refuses before any filter sees it, such as a broken request line. */
public final class ProblemValve extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    ProblemCode code = ProblemCode.of(status);
    String body =
        """
        {"type":"%s","code":"%s","title":"%s","status":%d}"""
            .formatted(code.type(), code.code(), code.title(), status);
    try {
      response.setContentType("application/problem+json");
      response.setCharacterEncoding("UTF-8");
      if (response.getReporter() != null) {
        response.getReporter().write(body);
        response.finishResponse();
      }
    } catch (IOException e) {
      container.getLogger().debug("An error could not be reported: the client is gone", e);
    }
  }
}
