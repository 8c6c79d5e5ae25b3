package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.objectify.RefusedValue;
import java.time.Instant;

/** Dead letters of values and links that the ontology refuses. */
final class RefusedValues {
  private RefusedValues() {}

  static DeadLetter letter(ObjectSaid said, RefusedValue refused, Instant now) {
    Origin place = said.getPlace();
    String definition = said.getBy().getDefinitionId();
    Verdict verdict =
        new Verdict(
            ObjectifyTopology.OBJECTIFY,
            refused.code(),
            refused.reason(),
            said.getObjectType() + "/" + said.getObjectId() + refused.path(),
            definition.isEmpty() ? null : definition,
            definition.isEmpty() ? null : said.getBy().getDefinitionVersion());
    return DeadLetters.of(
        place.getTopic(), place.getPartition(), place.getOffset(), null, verdict, now);
  }
}
