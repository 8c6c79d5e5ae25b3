package io.millrace.udfs.ontology.check;

import com.google.re2j.Pattern;
import io.millrace.udfs.ontology.type.Constraints;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a value that has its type must satisfy besides; only what is there is looked at. */
final class ConstraintCheck {
  private ConstraintCheck() {}

  /** The cast, then the constraints of the domain. */
  static ValueCheck after(ValueCheck cast, Domain domain) {
    List<ValueCheck> checks = checks(domain);
    if (checks.isEmpty()) {
      return cast;
    }
    ValueCheck[] all = checks.toArray(ValueCheck[]::new);
    return (value, violations) -> {
      Object result = cast.apply(value, violations);
      for (int i = 0; i < all.length && result != null; i++) {
        result = all[i].apply(result, violations);
      }
      return result;
    };
  }

  private static List<ValueCheck> checks(Domain domain) {
    Constraints constraints = domain.constraints();
    List<ValueCheck> checks = new ArrayList<>();
    if (constraints.minLength() != null || constraints.maxLength() != null) {
      checks.add(length(constraints.minLength(), constraints.maxLength(), "characters"));
    }
    if (constraints.minItems() != null || constraints.maxItems() != null) {
      checks.add(length(constraints.minItems(), constraints.maxItems(), "elements"));
    }
    if (constraints.pattern() != null) {
      checks.add(pattern(constraints.pattern()));
    }
    if (constraints.minimum() != null) {
      checks.add(bound(domain.type(), constraints.minimum(), 1, "at least "));
    }
    if (constraints.maximum() != null) {
      checks.add(bound(domain.type(), constraints.maximum(), -1, "at most "));
    }
    return checks;
  }

  private static ValueCheck length(@Nullable Integer least, @Nullable Integer most, String what) {
    int from = least == null ? 0 : least;
    int to = most == null ? Integer.MAX_VALUE : most;
    return (value, violations) -> {
      int length = length(value);
      if (length >= from && length <= to) {
        return value;
      }
      String bounds = most == null ? "at least " + from : from + " to " + to;
      violations.add(
          ViolationCode.WRONG_LENGTH, "Must have " + bounds + " " + what + " but has " + length);
      return null;
    };
  }

  private static int length(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    return value instanceof List<?> list ? list.size() : ((Map<?, ?>) value).size();
  }

  private static ValueCheck pattern(String source) {
    Pattern pattern = Pattern.compile(source);
    return (value, violations) -> {
      if (pattern.matches((String) value)) {
        return value;
      }
      violations.add(
          ViolationCode.PATTERN_MISMATCH,
          "Must match " + source + " but is " + violations.shown(value));
      return null;
    };
  }

  /**
   * @param sign 1 for a lower bound, -1 for an upper
   */
  private static ValueCheck bound(DataType type, Object bound, int sign, String word) {
    ValueOrder order = ValueOrder.of(type, bound);
    return (value, violations) -> {
      if (order.against(value) * sign >= 0) {
        return value;
      }
      violations.add(
          ViolationCode.OUT_OF_RANGE,
          "Must be " + word + bound + " but is " + violations.shown(value));
      return null;
    };
  }
}
