package io.millrace.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every exception of a request into a problem; none reaches the client as a stack trace. */
@RestControllerAdvice
final class ProblemHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
  private final ProblemWriter writer;

  ProblemHandler(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler(ProblemException.class)
  void known(ProblemException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (e.getCause() != null) {
      LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), e.getCause().toString());
    }
    writer.write(request, response, e.code(), e.getMessage(), e.members());
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class
  })
  void database(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    known(ProblemException.unavailable("The database", e), request, response);
  }

  @ExceptionHandler(TypeMismatchException.class)
  void mistyped(TypeMismatchException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String reason = rootMessage(e);
    String detail = "Parameter " + e.getPropertyName() + ": " + reason;
    writer.write(request, response, ProblemCode.INVALID_PARAMETER, detail, Map.of());
  }

  @ExceptionHandler(HttpMessageNotReadableException.class)
  void unreadable(
      HttpMessageNotReadableException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ProblemException problem) {
        known(problem, request, response);
        return;
      }
    }
    writer.write(
        request, response, ProblemCode.MALFORMED_DOCUMENT, "The body is missing", Map.of());
  }

  @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
  void nowhere(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String detail = "There is nothing at " + request.getRequestURI();
    writer.write(request, response, ProblemCode.NOT_FOUND, detail, Map.of());
  }

  @ExceptionHandler(Exception.class)
  void other(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (e instanceof ErrorResponse answer) {
      answer
          .getHeaders()
          .forEach((name, values) -> values.forEach(v -> response.setHeader(name, v)));
      ProblemCode code = ProblemCode.of(answer.getStatusCode().value());
      writer.write(request, response, code, answer.getBody().getDetail(), Map.of());
      return;
    }
    LOG.error("{} {}", request.getMethod(), request.getRequestURI(), e);
    writer.write(request, response, ProblemCode.INTERNAL_ERROR, "The log says why", Map.of());
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof NumberFormatException
        ? "not a whole number"
        : String.valueOf(root.getMessage());
  }
}
