package io.millrace.service.web;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a request may wait for what it asks: {@code 5s} or {@code 500ms}, at most 30 s. */
public final class Wait {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})(ms|s)");

  private Wait() {}

  /** The time that a parameter says; the default where it is not given. */
  public static Duration of(@Nullable String text, Duration otherwise) {
    if (text == null) {
      return otherwise;
    }
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      long number = Long.parseLong(form.group(1));
      Duration wait =
          form.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
      if (wait.compareTo(LONGEST) <= 0) {
        return wait;
      }
    }
    throw new ProblemException(
        ProblemCode.INVALID_PARAMETER, "wait must be a time up to 30s: 5s, 500ms");
  }
}
