package io.millrace.udfs.source;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON Schema that payloads must satisfy, compiled. Safe for use by many threads. */
public final class PayloadSchema {
  private static final int MAX_REASON = 300;

  private final JsonSchema schema;

  PayloadSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /**
   * Passes a payload that satisfies the schema.
   *
   * @param payload as decoded, see {@link io.millrace.udfs.format.PayloadDecoder}
   * @throws RefusedException {@code schema-violation} with the first violation: the JSON pointer of
   *     the value, or of the property that is missing
   */
  public void check(@Nullable Object payload) throws RefusedException {
    Set<ValidationMessage> violations;
    try {
      violations = schema.validate(JsonTree.of(payload));
    } catch (StackOverflowError e) {
      throw refused("", "The payload is nested too deep for its source's schema");
    }
    for (ValidationMessage violation : violations) {
      throw refused(Violations.path(violation), Violations.reason(violation));
    }
  }

  private static RefusedException refused(String path, String reason) {
    String shown = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "…";
    return new RefusedException(RefusalCode.SCHEMA_VIOLATION, path, shown);
  }
}
