package io.millrace.udfs.ontology.instance;

import io.millrace.udfs.ontology.check.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Properties that were held against the ontology.
 *
 * @param values those that passed, each in the one form that equal values have; null for a property
 *     that is taken away
 * @param violations what is wrong; a value that is wrong is not among the values
 */
public record Checked(Map<String, @Nullable Object> values, List<Violation> violations) {
  public boolean ok() {
    return violations.isEmpty();
  }
}
