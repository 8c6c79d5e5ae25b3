package io.millrace.udfs.rules.pattern.suite;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of a case.
 *
 * @param idx place in the list, by which events are told apart
 * @param fields texts and Doubles by name
 * @param timestamp epoch milliseconds
 */
public record CaseEvent(int idx, Map<String, Object> fields, long timestamp) {

  public @Nullable Object field(String field) {
    return field.equals("timestamp") ? (Object) (double) timestamp : fields.get(field);
  }

  /** What makes two events of the suite equal. */
  String value() {
    return "(" + fields.get("id") + " " + fields.get("name") + " " + fields.get("price") + ")";
  }
}
