package io.millrace.jobs.rules.control;

import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.rules.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The newest that is known of a rule.
 *
 * @param definition as it is in force or out of force, with its time; null for what never was
 * @param rule its last good version, even where it is out of force; null for what never was
 */
public record Standing(Reception reception, @Nullable Definition definition, @Nullable Rule rule) {

  /** Whether a version judges, or will. */
  public boolean active() {
    return rule != null && definition != null && definition.getState() == DefinitionState.ACTIVE;
  }

  /** Time of reception from which on it holds: epoch milliseconds. */
  public long from() {
    return definition == null ? Long.MIN_VALUE : EffectiveTime.from(definition);
  }

  /** Whether a record is news: another version, or one that stops this. */
  boolean isFollowedBy(Definition next) {
    if (definition == null || next.getVersion() > definition.getVersion()) {
      return true;
    }
    return next.getVersion() == definition.getVersion() && active() && Stops.reason(next) != null;
  }

  /** Whether the next version is about other keys. */
  boolean movesTo(Rule next) {
    return rule != null
        && !(rule.head().objectType().equals(next.head().objectType())
            && rule.head().group().equals(next.head().group())
            && rule.head().kind().equals(next.head().kind()));
  }
}
