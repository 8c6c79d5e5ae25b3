package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.rules.RuleHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An observation that a rule could not be evaluated for; other rules are not concerned. */
final class FailedEvaluation {
  static final String EVALUATION_FAILED = "evaluation-failed";

  private FailedEvaluation() {}

  /** With the place of the raw message, and the observation as JSON. */
  static DeadLetter deadLetter(RuleHead rule, Observation observation, String reason, Instant at) {
    Verdict verdict =
        new Verdict(
            RulesTopology.EVALUATE,
            EVALUATION_FAILED,
            reason,
            observation.getObjectType() + "/" + observation.getObjectId(),
            rule.id(),
            rule.version());
    Origin origin = observation.getOrigin();
    return DeadLetters.of(
        origin.getTopic(),
        origin.getPartition(),
        origin.getOffset(),
        observation.toString().getBytes(StandardCharsets.UTF_8),
        verdict,
        at);
  }
}
