package io.millrace.service.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.service.definition.Kind;
import io.millrace.service.definition.StoredDefinition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleStatusViewTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void saysOnHowManySubtasksTheVersionIsInForce() {
    assertThat(summary(ack(0, 2, AckStatus.IN_FORCE, ""), ack(1, 1, AckStatus.IN_FORCE, "")))
        .isEqualTo("active on 1 of 2");
  }

  @Test
  void saysThatItWasRefused() {
    assertThat(summary(ack(0, 2, AckStatus.REJECTED, "no such kind")))
        .isEqualTo("active on 0 of 2, refused by 1");
  }

  @Test
  void saysThatItWasStoppedAndWhy() {
    assertThat(
            summary(
                ack(0, 2, AckStatus.REJECTED, "stopped: no such overload"),
                ack(1, 2, AckStatus.REJECTED, "stopped: no such overload")))
        .isEqualTo("stopped on 2 of 2: no such overload");
  }

  @Test
  void aVersionThatWasStoppedBeforeSaysNothingOfTheNext() {
    assertThat(summary(ack(0, 1, AckStatus.REJECTED, "stopped: no such overload")))
        .isEqualTo("active on 0 of 2");
  }

  private static String summary(DefinitionAck... acks) {
    StoredDefinition rule =
        new StoredDefinition(Kind.RULES, "r", 2, DefinitionState.ACTIVE, "{}", NOON, NOON);
    return RuleStatusView.of(rule, List.of(acks)).summary();
  }

  private static DefinitionAck ack(int subtask, long version, AckStatus status, String reason) {
    return DefinitionAck.newBuilder()
        .setKind("rule")
        .setId("r")
        .setVersion(version)
        .setJob("rules")
        .setSubtask(subtask)
        .setParallelism(2)
        .setStatus(status)
        .setReason(reason)
        .setAt(NOON)
        .build();
  }
}
