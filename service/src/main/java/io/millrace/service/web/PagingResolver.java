package io.millrace.service.web;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code limit} and {@code offset} for handlers that take a {@link Paging}. */
final class PagingResolver implements HandlerMethodArgumentResolver {
  static final List<String> NAMES = List.of("limit", "offset");

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Paging.class;
  }

  @Override
  public Paging resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return new Paging(whole(request, "limit", Paging.LIMIT), whole(request, "offset", "0"));
  }

  private static int whole(NativeWebRequest request, String name, String otherwise) {
    String text = request.getParameter(name);
    try {
      return Integer.parseInt(text == null || text.isEmpty() ? otherwise : text);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER, "Parameter " + name + ": not a whole number");
    }
  }
}
