package io.millrace.udfs.ontology.read;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.ReservedWords;
import io.millrace.udfs.ontology.lint.Findings;
import io.millrace.udfs.ontology.lint.LintCode;
import java.util.regex.Pattern;

/** The forms of names. */
final class Names {
  /** As fields of mappings: expressions read properties by these names. */
  private static final Pattern PROPERTY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

  private Names() {}

  /** Notes a name that no type of objects, links or values may have. */
  static void checkType(String name, String path, Findings findings) {
    if (!DocumentReader.ID.matcher(name).matches()) {
      findings.add(
          LintCode.BAD_NAME, path, "The name '" + name + "' must match " + DocumentReader.ID);
    }
  }

  /** Notes a name that no property may have. */
  static void checkProperty(String name, String path, Findings findings) {
    if (!PROPERTY.matcher(name).matches()) {
      findings.add(LintCode.BAD_NAME, path, "The name '" + name + "' must match " + PROPERTY);
    } else if (ReservedWords.has(name)) {
      findings.add(
          LintCode.RESERVED_NAME,
          path,
          "'" + name + "' is a word of CEL: no expression can read it");
    }
  }
}
