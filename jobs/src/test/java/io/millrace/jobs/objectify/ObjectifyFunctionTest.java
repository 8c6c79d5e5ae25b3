package io.millrace.jobs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.Observation;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectifyFunctionTest {
  private KeyedOneInputStreamOperatorTestHarness<String, Observation, ObjectEvent> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void an_object_is_created_and_changed_without_a_gap() throws Exception {
    observe(Given.observation(1, "m1", 20), Given.observation(2, "m1", 30));
    assertThat(events())
        .extracting(ObjectEvent::getSeq, ObjectEvent::getKind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, ObjectEventKind.CREATED),
            org.assertj.core.groups.Tuple.tuple(2L, ObjectEventKind.CHANGED));
  }

  @Test
  void objects_count_each_for_themselves() throws Exception {
    observe(Given.observation(1, "m1", 20), Given.observation(2, "m2", 30));
    assertThat(events()).extracting(ObjectEvent::getSeq).containsExactly(1L, 1L);
  }

  @Test
  void a_replay_and_the_same_value_again_tell_nothing() throws Exception {
    observe(
        Given.observation(1, "m1", 20),
        Given.observation(1, "m1", 20),
        Given.observation(2, "m1", 20));
    assertThat(events()).hasSize(1);
  }

  @Test
  void both_orders_of_arrival_end_in_the_same_object() throws Exception {
    Observation early = fromDevice("device-a", 1, 20);
    Observation late = fromDevice("device-b", 5, 40);
    observe(early, late);
    Map<String, Object> one = last().getProperties();
    harness.close();
    harness = harness();
    observe(late, early);
    assertThat(last().getProperties()).isEqualTo(one).containsEntry("temperature", 40.0);
  }

  @Test
  void the_sequence_goes_on_after_a_restart() throws Exception {
    observe(Given.observation(1, "m1", 20));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new org.apache.flink.streaming.api.operators.KeyedProcessOperator<>(
                new ObjectifyFunction()),
            ObjectifyFunctionTest::key,
            Types.STRING);
    harness.initializeState(state);
    harness.open();
    observe(Given.observation(1, "m1", 20), Given.observation(2, "m1", 30));
    assertThat(events()).extracting(ObjectEvent::getSeq).containsExactly(2L);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Observation, ObjectEvent> harness()
      throws Exception {
    return ProcessFunctionTestHarnesses.forKeyedProcessFunction(
        new ObjectifyFunction(), ObjectifyFunctionTest::key, Types.STRING);
  }

  private static String key(Observation observation) {
    return observation.getObjectType() + "/" + observation.getObjectId();
  }

  private static Observation fromDevice(String device, long offset, double temperature) {
    Observation observation = Given.observation(offset, "m1", temperature);
    observation.setDeviceId(device);
    return observation;
  }

  private void observe(Observation... observations) throws Exception {
    for (Observation observation : observations) {
      harness.processElement(observation, 0);
    }
  }

  private List<ObjectEvent> events() {
    return harness.extractOutputValues();
  }

  private ObjectEvent last() {
    return events().get(events().size() - 1);
  }
}
