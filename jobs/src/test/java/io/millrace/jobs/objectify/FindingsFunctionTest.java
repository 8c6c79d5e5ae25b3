package io.millrace.jobs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.schemas.avro.FactKind;
import io.millrace.schemas.avro.ObjectFact;
import io.millrace.schemas.avro.ObjectFinding;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingsFunctionTest {
  private static final Duration DELAY = Duration.ofSeconds(10);
  private KeyedOneInputStreamOperatorTestHarness<String, ObjectFact, ObjectFinding> harness;
  private long now;

  @BeforeEach
  void open() throws Exception {
    open(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void what_is_right_again_before_long_is_never_told() throws Exception {
    take(fact(FactKind.LINKED, "o1"), fact(FactKind.LINKED, "o2"), fact(FactKind.THERE, ""));
    pass(DELAY.multipliedBy(3));
    assertThat(findings()).isEmpty();
  }

  @Test
  void what_stays_wrong_is_told_after_a_while_and_its_end_at_once() throws Exception {
    take(fact(FactKind.LINKED, "o1"));
    pass(DELAY.minusSeconds(1));
    assertThat(findings()).isEmpty();
    pass(Duration.ofSeconds(2));
    assertThat(findings()).extracting(ObjectFinding::getOpen).containsExactly(true);
    take(fact(FactKind.THERE, ""));
    assertThat(findings()).extracting(ObjectFinding::getOpen).containsExactly(true, false);
    assertThat(findings()).extracting(ObjectFinding::getSeq).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void each_waits_for_itself_also_over_a_restart() throws Exception {
    take(fact(FactKind.LINKED, "o1"));
    pass(Duration.ofSeconds(6));
    take(fact(FactKind.LINKED, "o2"));
    OperatorSubtaskState state = harness.snapshot(1, now);
    harness.close();
    open(state);
    pass(Duration.ofSeconds(5));
    assertThat(findings()).extracting(ObjectFinding::getObjectId).containsExactly("o1");
    pass(Duration.ofSeconds(6));
    assertThat(findings()).extracting(ObjectFinding::getObjectId).containsExactly("o1", "o2");
  }

  private void open(OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new FindingsFunction(DELAY)),
            ObjectFact::getKey,
            Types.STRING);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    harness.setProcessingTime(now);
  }

  private void take(ObjectFact... facts) throws Exception {
    for (ObjectFact fact : facts) {
      harness.processElement(fact, 0);
    }
  }

  private void pass(Duration time) throws Exception {
    now += time.toMillis();
    harness.setProcessingTime(now);
  }

  private List<ObjectFinding> findings() {
    return harness.extractOutputValues();
  }

  /** Of the customer c1, by itself or by an order that is linked to it. */
  private static ObjectFact fact(FactKind kind, String order) {
    boolean link = kind == FactKind.LINKED;
    return ObjectFact.newBuilder()
        .setKey("customer/c1")
        .setKind(kind)
        .setObjectType(link ? "order" : "customer")
        .setObjectId(link ? order : "c1")
        .setSubject(link ? "order-customer" : "")
        .setOtherType(link ? "customer" : "")
        .setOtherId(link ? "c1" : "")
        .setAt(Given.NOON)
        .build();
  }
}
