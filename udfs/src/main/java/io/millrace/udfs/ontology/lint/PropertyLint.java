package io.millrace.udfs.ontology.lint;

import io.millrace.udfs.ontology.Property;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What is doubtful about the properties of one type, each for itself and beside each other. */
final class PropertyLint {
  private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][a-zA-Z0-9]*");
  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9_]*");

  private PropertyLint() {}

  /**
   * @param properties those that stand at the path
   * @param owner JSON pointer of the type
   */
  static void check(Map<String, Property> properties, String owner, Findings findings) {
    Map<String, String> seen = new HashMap<>();
    properties.forEach(
        (name, property) -> {
          String path = owner + "/properties/" + name;
          Linter.titled(property.label(), path, findings);
          naming(name, path, findings);
          String like = seen.putIfAbsent(name.toLowerCase(Locale.ROOT).replace("_", ""), name);
          if (like != null) {
            findings.add(
                LintCode.SIMILAR_NAMES, path, "Is easily taken for '" + like + "' beside it");
          }
          flags(property, path, findings);
        });
  }

  private static void naming(String name, String path, Findings findings) {
    if (!CAMEL_CASE.matcher(name).matches() && !SNAKE_CASE.matcher(name).matches()) {
      findings.add(LintCode.NAMING, path, "'" + name + "' is neither camelCase nor snake_case");
    }
  }

  private static void flags(Property property, String path, Findings findings) {
    if (property.sensitive() && property.searchable()) {
      findings.add(
          LintCode.SENSITIVE_SEARCHABLE,
          path,
          "Full-text search finds sensitive values, and shows who has which");
    }
    if (property.required() && property.otherwise() != null) {
      findings.add(LintCode.REQUIRED_WITH_DEFAULT, path, "Is never missing, for it has a default");
    }
  }
}
