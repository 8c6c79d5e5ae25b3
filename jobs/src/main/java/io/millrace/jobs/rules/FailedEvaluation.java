package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.rules.RuleHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a rule could not be evaluated for; other rules are not concerned. */
final class FailedEvaluation {
  static final String EVALUATION_FAILED = "evaluation-failed";

  private FailedEvaluation() {}

  /**
   * With the place of the raw message, and the observation as JSON.
   *
   * @param stage uid of the operator
   * @param observation null where the rule failed as time passed: then the letter has no place
   */
  static DeadLetter deadLetter(
      String stage, RuleHead rule, @Nullable Observation observation, String reason, Instant at) {
    String path =
        observation == null
            ? rule.objectType()
            : observation.getObjectType() + "/" + observation.getObjectId();
    Verdict verdict =
        new Verdict(stage, EVALUATION_FAILED, reason, path, rule.id(), rule.version());
    if (observation == null) {
      return DeadLetters.of(Topics.OBSERVATIONS, -1, -1, null, verdict, at);
    }
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
