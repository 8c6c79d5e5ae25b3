package io.millrace.service.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers for errors that arise outside a controller and that the servlet container hands on. */
@Hidden
@RestController
final class ErrorDispatchController implements ErrorController {
  private final ProblemWriter writer;

  ErrorDispatchController(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    ProblemCode code = status instanceof Integer s ? ProblemCode.of(s) : ProblemCode.NOT_FOUND;
    writer.write(request, response, code, code.title(), Map.of());
  }
}
