package io.millrace.service.web;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the handler does not read: a misspelt filter would silently find
 * too much.
 */
final class KnownParameters implements HandlerInterceptor {
  private final Map<HandlerMethod, Map<String, Boolean>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      Map<String, Boolean> repeatable = known.computeIfAbsent(method, KnownParameters::read);
      request.getParameterMap().forEach((name, values) -> check(name, values.length, repeatable));
    }
    return true;
  }

  private static void check(String name, int values, Map<String, Boolean> repeatable) {
    Boolean more = repeatable.get(name);
    if (more == null) {
      String known = String.join(", ", new TreeSet<>(repeatable.keySet()));
      throw new ProblemException(
          ProblemCode.UNKNOWN_PARAMETER,
          "There is no parameter '"
              + name
              + "' here; known: "
              + (known.isEmpty() ? "none" : known));
    }
    if (values > 1 && !more) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER, "Parameter " + name + " can be given only once");
    }
  }

  /** Names of the parameters, with whether each may be repeated. */
  private static Map<String, Boolean> read(HandlerMethod method) {
    Map<String, Boolean> names = new TreeMap<>();
    Arrays.stream(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
        .forEach(
            parameter ->
                names.put(
                    name(parameter),
                    Collection.class.isAssignableFrom(parameter.getParameterType())));
    if (Arrays.stream(method.getMethodParameters())
        .anyMatch(parameter -> parameter.getParameterType() == Paging.class)) {
      PagingResolver.NAMES.forEach(name -> names.put(name, false));
    }
    return names;
  }

  private static String name(MethodParameter parameter) {
    RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
    if (annotation != null && !annotation.name().isEmpty()) {
      return annotation.name();
    }
    parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
    return String.valueOf(parameter.getParameterName());
  }
}
