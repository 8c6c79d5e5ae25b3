package io.millrace.local.e2e;

import io.millrace.local.config.Addresses;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.ObservationEvent;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.host.Recorded;
import io.millrace.udfs.rules.host.RuleHost;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a job that never failed would have said of one rule: the engine over the observations as
 * they stand in the topic, with each version from the time on that the subtasks confirmed.
 */
final class Undisturbed implements AutoCloseable {
  private final String rule;
  private final TopicReader<Observation> observations;
  private final TopicReader<Definition> versions;
  private final TopicReader<DefinitionAck> acks;

  /** A rule and the object type of the same name. */
  Undisturbed(Addresses at, String rule) {
    this.rule = rule;
    observations =
        new TopicReader<>(
            at, Topics.OBSERVATIONS, Observation.class, o -> o.getObjectType().equals(rule));
    versions =
        new TopicReader<>(at, Topics.CONTROL_RULES, Definition.class, d -> d.getId().equals(rule));
    acks =
        new TopicReader<>(
            at,
            Topics.CONTROL_ACKS,
            DefinitionAck.class,
            a -> a.getKind().equals("rule") && a.getId().equals(rule));
  }

  /** How many observations the topic holds, once for each id. */
  int read() {
    return (int) observations.values().stream().map(Observation::getId).distinct().count();
  }

  /**
   * What it says, in no order.
   *
   * @param removal version that took the rule out of force
   */
  List<String> alerts(long removal) throws DefinitionException {
    Map<Long, Instant> from = new TreeMap<>();
    acks.values().forEach(ack -> from.put(ack.getVersion(), ack.getEffectiveAt()));
    Recorded out = new Recorded();
    RuleHost host = new RuleHost(out);
    for (Definition version : versions.values()) {
      if (version.getState() == DefinitionState.ACTIVE) {
        // One that was replaced before it took effect was confirmed by nobody.
        Instant at = from.getOrDefault(version.getVersion(), version.getEffectiveAt());
        Definition timed = Definition.newBuilder(version).setEffectiveAt(at).build();
        host.put(new RuleCompiler(PropertyTypes.unknown()).compile(timed));
      }
    }
    Instant removed = from.get(removal);
    if (removed == null) {
      throw new AssertionError("It is not removed yet");
    }
    Map<String, Observation> once = new TreeMap<>();
    observations.values().forEach(o -> once.put(o.getId(), o));
    once.values().stream()
        .filter(o -> o.getReceivedAt().isBefore(removed))
        .sorted(Comparator.comparingLong(o -> o.getOrigin().getOffset()))
        .forEach(o -> host.onEvent(new ObservationEvent(o)));
    host.remove(rule, removed.toEpochMilli());
    return out.alerts().stream().map(Undisturbed::said).toList();
  }

  /** All that tells one change of an alert from another. */
  static String said(Alert alert) {
    return String.join(
        " ",
        alert.getId(),
        String.valueOf(alert.getSeq()),
        alert.getKey(),
        alert.getState().toString(),
        "by " + alert.getRuleVersion(),
        "from " + alert.getOpenedAt(),
        "to " + alert.getClearedAt());
  }

  @Override
  public void close() {
    observations.close();
    versions.close();
    acks.close();
  }
}
