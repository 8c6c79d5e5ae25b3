package io.millrace.udfs.source;

import com.networknt.schema.ValidationMessage;

/** What a schema's library says of a violation, in our words. */
final class Violations {
  private Violations() {}

  /** JSON pointer to the value that violates the schema, or to the one that is missing. */
  static String path(ValidationMessage violation) {
    String parent = violation.getInstanceLocation().toString();
    return "required".equals(violation.getType())
        ? parent + "/" + escape(violation.getProperty())
        : parent;
  }

  /** A name as JSON pointers have it. */
  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  static String reason(ValidationMessage violation) {
    return "Schema: " + violation.getError();
  }
}
