package io.millrace.udfs.ontology.lint;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Property;
import java.util.Map;

/** Where sensitive values would be seen all the same. */
final class SensitiveLint {
  private SensitiveLint() {}

  static void check(ObjectType type, String path, Findings findings) {
    for (String name : type.primaryKey()) {
      if (sensitive(type.properties(), name)) {
        findings.add(
            LintCode.SENSITIVE_KEY,
            path + "/primaryKey",
            "'" + name + "' is sensitive, and ids stand in addresses, topics and logs");
      }
    }
    String title = type.titleProperty();
    if (title != null && sensitive(type.properties(), title)) {
      findings.add(
          LintCode.SENSITIVE_TITLE,
          path + "/titleProperty",
          "'" + title + "' is sensitive, and stands wherever the object is named");
    }
    computed(type.properties(), path, findings);
  }

  static void computed(Map<String, Property> properties, String path, Findings findings) {
    for (Property property : properties.values()) {
      Expression expression = property.computed();
      if (expression == null || property.sensitive()) {
        continue;
      }
      for (String read : expression.variables()) {
        if (sensitive(properties, read)) {
          findings.add(
              LintCode.SENSITIVE_SOURCE,
              path + "/properties/" + property.name() + "/computed",
              "Is not sensitive, and shows what follows from '" + read + "', which is");
        }
      }
    }
  }

  private static boolean sensitive(Map<String, Property> properties, String name) {
    Property property = properties.get(name);
    return property != null && property.sensitive();
  }
}
