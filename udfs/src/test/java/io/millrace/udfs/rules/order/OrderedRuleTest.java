package io.millrace.udfs.rules.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.host.Recorded;
import io.millrace.udfs.rules.host.RuleHost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedRuleTest {
  private static final String SORTED = "\"order\": \"event-time\", \"disorder\": \"PT10S\"";

  @Test
  void anEarlierEventThatComesLaterIsJudgedFirst() throws Exception {
    Recorded seen = judge(rule(SORTED), List.of(event(20, 20), event(10, 95), event(40, 20)));
    assertThat(states(seen)).containsExactly("10 OPEN", "10 CLEARED");
    assertThat(seen.alerts().get(1).getClearedAt()).isEqualTo(Instant.ofEpochSecond(20));
  }

  @Test
  void asTheyComeTheSameEventsSayOtherwise() throws Exception {
    Recorded seen = judge(rule("\"order\": \"arrival\""), List.of(event(20, 20), event(10, 95)));
    assertThat(states(seen)).containsExactly("10 OPEN");
  }

  @Test
  void whatWaitsIsJudgedAsEventTimeGoesOnAndNothingIsLeft() throws Exception {
    Recorded seen = new Recorded();
    RuleHost host = new RuleHost(seen);
    host.put(rule(SORTED));
    host.onEvent(event(10, 95));
    host.onEvent(event(11, 20));
    host.advance(19_999);
    assertThat(seen.alerts()).isEmpty();
    host.advance(21_000);
    assertThat(states(seen)).containsExactly("10 OPEN", "10 CLEARED");
    assertThat(host.keys()).isZero();
  }

  @Test
  void aLateEventIsAcceptedOrReported() throws Exception {
    List<StoredEvent> events = List.of(event(10, 20), event(60, 20), event(80, 20), event(30, 95));
    assertThat(states(judge(rule(SORTED), events))).contains("30 OPEN");
    Recorded reported = judge(rule(SORTED + ", \"late\": \"report\""), events);
    assertThat(reported.alerts()).isEmpty();
    assertThat(reported.failures()).hasSize(1);
    assertThat(reported.failures().get(0).reason()).startsWith("Late by PT30S");
  }

  @Test
  void disorderWithinTheBoundMakesNoDifference() throws Exception {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      List<StoredEvent> sorted = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        sorted.add(event(i * 3L, random.nextInt(80, 100)));
      }
      List<StoredEvent> shuffled = new ArrayList<>(sorted);
      for (int i = 0; i + 3 < shuffled.size(); i += 3) {
        java.util.Collections.shuffle(shuffled.subList(i, i + 3), random);
      }
      assertThat(states(judge(rule(SORTED), shuffled)))
          .isEqualTo(states(judge(rule("\"order\": \"arrival\""), sorted)));
    }
  }

  @Test
  void anotherOrderDoesNotCarryStateOver() throws Exception {
    Rule sorted = rule(SORTED);
    assertThat(sorted.process().carries(rule("\"order\": \"arrival\"")))
        .isInstanceOf(Carry.Refused.class);
    assertThat(sorted.process().carries(rule(SORTED))).isInstanceOf(Carry.Allowed.class);
  }

  @Test
  void anUnknownPolicyIsRefused() {
    assertThatThrownBy(() -> rule(SORTED + ", \"late\": \"drop\""))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("late");
  }

  private static Recorded judge(Rule rule, List<StoredEvent> events) {
    Recorded seen = new Recorded();
    RuleHost host = new RuleHost(seen);
    host.put(rule);
    events.forEach(host::onEvent);
    host.advance(Long.MAX_VALUE - 1);
    return seen;
  }

  private static List<String> states(Recorded seen) {
    return seen.alerts().stream().map(OrderedRuleTest::state).toList();
  }

  private static String state(Alert alert) {
    return alert.getOpenedAt().getEpochSecond() + " " + alert.getState();
  }

  private static StoredEvent event(long second, long temperature) {
    return new StoredEvent(
        "e" + second,
        second * 1000,
        second * 1000,
        "d",
        "t",
        "machine",
        "m1",
        Map.of("temperature", temperature));
  }

  private static Rule rule(String order) throws DefinitionException {
    String document =
        """
        {"id": "hot", "kind": "threshold", "objectType": "machine",
         "condition": "temperature > 90", %s}"""
            .formatted(order);
    return new RuleCompiler(PropertyTypes.unknown())
        .compile(
            new Definition(
                "rule", "hot", 1L, DefinitionState.ACTIVE, document, Instant.EPOCH, null));
  }
}
