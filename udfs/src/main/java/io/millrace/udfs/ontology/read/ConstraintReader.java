package io.millrace.udfs.ontology.read;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.check.ValueCheck;
import io.millrace.udfs.ontology.check.ValueOrder;
import io.millrace.udfs.ontology.check.Violations;
import io.millrace.udfs.ontology.lint.Findings;
import io.millrace.udfs.ontology.lint.LintCode;
import io.millrace.udfs.ontology.type.Constraints;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.Domain;
import org.jspecify.annotations.Nullable;

/** Reads what constrains the values of a type. */
final class ConstraintReader {
  private static final int LONGEST = 1_000_000;

  private final DocumentReader at;
  private final DataType type;
  private final Findings findings;

  ConstraintReader(DocumentReader at, DataType type, Findings findings) {
    this.at = at;
    this.type = type;
    this.findings = findings;
  }

  /** The constraints; those that are broken are noted and left out. */
  Constraints read() {
    Integer minLength = size("minLength");
    Integer maxLength = size("maxLength");
    checkOrder(minLength, maxLength, "maxLength");
    Integer minItems = size("minItems");
    Integer maxItems = size("maxItems");
    checkOrder(minItems, maxItems, "maxItems");
    Object minimum = bound("minimum");
    Object maximum = bound("maximum");
    if (minimum != null && maximum != null && ValueOrder.of(type, minimum).against(maximum) < 0) {
      bad("maximum", "Is below the minimum");
    }
    return new Constraints(pattern(), minLength, maxLength, minItems, maxItems, minimum, maximum);
  }

  private @Nullable String pattern() {
    String source = at.textOrNull("pattern");
    if (source == null) {
      return null;
    }
    try {
      Pattern.compile(source);
      return source;
    } catch (PatternSyntaxException e) {
      bad("pattern", "No regular expression (RE2): " + e.getMessage());
      return null;
    }
  }

  private @Nullable Integer size(String field) {
    int size = at.count(field, 0, LONGEST, -1);
    return size < 0 || size > LONGEST ? null : Integer.valueOf(size);
  }

  private void checkOrder(@Nullable Integer least, @Nullable Integer most, String field) {
    if (least != null && most != null && least > most) {
      bad(field, "Is below the least");
    }
  }

  /** A bound, in the form that values of the type have. */
  private @Nullable Object bound(String field) {
    Object written = at.value(field);
    if (written == null || !type.ordered()) {
      return null;
    }
    Violations violations = new Violations();
    Object bound = ValueCheck.of(Domain.of(type)).apply(written, violations);
    violations.all().forEach(violation -> bad(field, violation.reason()));
    return bound;
  }

  private void bad(String field, String reason) {
    findings.add(LintCode.BAD_CONSTRAINT, at.path(field), reason);
  }
}
