package io.millrace.jobs.rules.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a subtask says to all others, and to those of later runs, that a version failed and is to
 * judge nothing more ({@code onError: stop}): the same version once more in the control topic, out
 * of force, with the reason in place of the rule. It takes effect like any change, so a replay
 * stops at the same observation. The next version that somebody saves is in force again.
 */
public final class Stops {
  private static final String STOPPED = "stopped";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Stops() {}

  /** A version that stops; from shortly after Kafka got the record, see {@link EffectiveTime}. */
  public static Definition of(Definition version, String reason, Instant now) {
    return Definition.newBuilder(version)
        .setState(DefinitionState.PAUSED)
        .setDocument(JSON.valueToTree(Map.of(STOPPED, reason)).toString())
        .setPublishedAt(now)
        .setEffectiveAt(Instant.EPOCH)
        .build();
  }

  /** Why a version was stopped; null for one that was not. */
  public static @Nullable String reason(Definition definition) {
    if (definition.getState() != DefinitionState.PAUSED) {
      return null;
    }
    try {
      return JSON.readTree(definition.getDocument()).path(STOPPED).textValue();
    } catch (IOException e) {
      return null;
    }
  }
}
