package io.millrace.udfs.objectify.mapping;

import io.millrace.schemas.avro.LinkSaid;
import io.millrace.schemas.avro.LinkedTo;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.mapping.FieldRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a link is made.
 *
 * @param to gives the id of the other end
 * @param properties of the link itself
 */
record LinkRule(String linkType, KeyRule to, List<FieldRule> properties) {

  /** The link, or null where the row has no other end. */
  @Nullable LinkSaid apply(Map<String, ?> scope) throws RefusedException {
    String otherId = to.id(scope);
    return otherId == null
        ? null
        : new LinkSaid(linkType, new LinkedTo(otherId, ObjectRule.values(properties, scope)));
  }
}
