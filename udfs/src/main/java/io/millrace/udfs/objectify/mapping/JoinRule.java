package io.millrace.udfs.objectify.mapping;

import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.objectify.join.Join;
import io.millrace.udfs.objectify.join.JoinRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A join, and what gives the key of what is joined. */
record JoinRule(Join join, JoinKey key) {

  /** What to ask, or null where a part of the key is missing or null. */
  @Nullable JoinRequest request(Map<String, ?> scope) throws RefusedException {
    List<Object> values = key.values(scope);
    return values == null ? null : new JoinRequest(join.source(), values);
  }
}
