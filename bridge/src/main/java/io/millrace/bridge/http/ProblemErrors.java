package io.millrace.bridge.http;

import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Errors that the server itself finds, as problems too, and without its inner life. */
final class ProblemErrors extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    ProblemCode problem = ProblemCode.of(code);
    String detail = code >= 500 || message == null ? problem.title() : message;
    Answers.problem(response, callback, new ProblemException(problem, detail, Map.of()));
  }
}
