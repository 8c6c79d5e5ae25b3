package io.millrace.jobs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.state.KeySweep;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.EditStatus;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.objectify.ObservationSaid;
import io.millrace.udfs.objectify.mapping.ObjectMappingCompiler;
import io.millrace.udfs.objectify.mapping.ObjectMappings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectifyOperatorTest {
  private static final int KEY_GROUPS = 8;
  private static final List<String> EVERYWHERE = KeyGroupKeys.of(KEY_GROUPS);
  private long millis = Given.NOON.toEpochMilli();
  private ControlRecord ontology = Plant.ontology();
  private ObjectMappings mappings;
  private KeyedTwoInputStreamOperatorTestHarness<String, ObjectInput, ControlRecord, ObjectEvent>
      harness;

  @BeforeEach
  void open() throws Exception {
    mappings =
        new ObjectMappings(
            List.of(
                new ObjectMappingCompiler()
                    .compile(Objects.requireNonNull(Plant.assets().definition()))));
    open(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void an_object_is_created_and_changed_without_a_gap_also_after_a_restart() throws Exception {
    observe(Given.observation(1, "m1", 20), Given.observation(1, "m1", 20));
    restart();
    observe(Given.observation(1, "m1", 20), Given.observation(2, "m1", 30));
    assertThat(events()).extracting(ObjectEvent::getSeq).containsExactly(2L);
    assertThat(events().get(0).getProperties()).containsEntry("limit", 90.0);
  }

  @Test
  void what_the_ontology_refuses_is_a_dead_letter_and_the_rest_stands() throws Exception {
    Observation observation = Given.observation(7, "m1", 20);
    observation.getProperties().put("colour", "red");
    observe(observation);
    assertThat(events()).hasSize(1);
    DeadLetter letter = side(DeadLetters.TAG).get(0);
    assertThat(letter.getCode()).isEqualTo("unknown-property");
    assertThat(letter.getPath()).isEqualTo("machine/m1/colour");
    assertThat(letter.getTopic()).isEqualTo("device-messages");
    assertThat(letter.getOffset()).isEqualTo(7);
    assertThat(letter.getDefinitionId()).isEqualTo("plant-machine");
  }

  @Test
  void an_edit_is_applied_once_and_has_one_outcome() throws Exception {
    ObjectInput create =
        ObjectInput.of(Plant.edit("e1", "m1", EditKind.CREATE, Map.of("temperature", 1.0)));
    ObjectInput stale = ObjectInput.of(Plant.edit("e2", "m1", EditKind.CREATE, Map.of()));
    send(create, create, stale, stale);
    restart();
    send(create, stale);
    assertThat(events()).isEmpty();
    assertThat(side(ObjectifyOperator.OUTCOMES)).isEmpty();
  }

  @Test
  void outcomes_say_what_became_of_edits() throws Exception {
    send(
        ObjectInput.of(Plant.edit("e1", "m1", EditKind.CREATE, Map.of("temperature", 1.0))),
        ObjectInput.of(Plant.edit("e2", "m1", EditKind.CREATE, Map.of())));
    assertThat(side(ObjectifyOperator.OUTCOMES))
        .extracting(EditOutcome::getStatus)
        .containsExactly(EditStatus.APPLIED, EditStatus.REFUSED);
    assertThat(events()).hasSize(1);
  }

  @Test
  void a_sweep_takes_steps_and_a_restart_in_between_loses_nothing() throws Exception {
    int machines = 3 * KeySweep.STEP;
    for (int i = 0; i < machines; i++) {
      row(Plant.asset(1, i, "m" + i, "s1"));
    }
    row(Plant.asset(2, 1, "m7", "s1"));
    int before = events().size();
    end(2);
    assertThat(gone()).isBetween(KeySweep.STEP - 2, KeySweep.STEP);
    row(Plant.asset(2, 2, "new", "s1"));
    assertThat(events().size()).as("the stream goes on").isGreaterThan(before);
    int first = gone();
    restart();
    assertThat(gone()).as("what is told again").isZero();
    clock(10);
    assertThat(first + gone()).isEqualTo(machines - 1);
    restart();
    clock(10);
    assertThat(events()).as("all is told").isEmpty();
    row(Plant.asset(1, 900, "late", "s1"));
    assertThat(events()).as("of a version that is over").isEmpty();
    row(Plant.asset(3, 1, "m1", "s1"));
    assertThat(events()).extracting(ObjectEvent::getKind).contains(ObjectEventKind.RESTORED);
  }

  @Test
  void objects_follow_the_ontology_also_those_of_which_nobody_speaks_any_more() throws Exception {
    int machines = 3 * KeySweep.STEP;
    for (int i = 0; i < machines; i++) {
      row(Plant.asset(1, i, "m" + i, "s1"));
    }
    send(ObjectInput.of(Plant.edit("e1", "edited", EditKind.CREATE, Map.of("limit", 70.0))));
    clock(10);
    int before = events().size();
    ontology = Plant.ontology(2, 80);
    harness.processElement2(new StreamRecord<>(ontology));
    int first = events().size() - before;
    assertThat(first).as("some at a time").isBetween(KeySweep.STEP / 2, KeySweep.STEP);
    restart();
    clock(20);
    assertThat(events().size() + first).as("each once, but the edited one").isEqualTo(machines);
    assertThat(events())
        .allSatisfy(
            event -> {
              assertThat(event.getObjectType()).isEqualTo("machine");
              assertThat(event.getKind()).isEqualTo(ObjectEventKind.CHANGED);
              assertThat(event.getChanged()).containsExactly("limit");
              assertThat(event.getProperties()).containsEntry("limit", 80.0);
              assertThat(event.getCause().getDefinitionVersion()).isEqualTo(2);
            });
    restart();
    clock(20);
    assertThat(events()).as("all have heard").isEmpty();
  }

  @Test
  void what_changed_while_the_job_was_down_is_told_after_its_start() throws Exception {
    row(Plant.asset(1, 1, "m1", "s1"));
    clock(3);
    ontology = Plant.ontology(2, 80);
    restart();
    clock(3);
    assertThat(events()).extracting(ObjectEvent::getChanged).containsExactly(List.of("limit"));
    ontology = Plant.ontology(3, 80);
    restart();
    clock(3);
    assertThat(events()).as("of a version that says the same").isEmpty();
  }

  @Test
  void the_later_of_two_changes_counts_and_is_told_once() throws Exception {
    int machines = 2 * KeySweep.STEP;
    for (int i = 0; i < machines; i++) {
      row(Plant.asset(1, i, "m" + i, "s1"));
    }
    clock(10);
    int before = events().size();
    harness.processElement2(new StreamRecord<>(Plant.ontology(2, 80)));
    int first = events().size() - before;
    ontology = Plant.ontology(3, 90);
    harness.processElement2(new StreamRecord<>(ontology));
    clock(20);
    assertThat(events().size() - before).as("to 80 and back").isEqualTo(2 * first);
    harness.processElement2(new StreamRecord<>(Plant.ontology(4, 80)));
    ontology = Plant.ontology(5, 90);
    restart();
    clock(20);
    assertThat(events()).as("back again, over a restart").hasSize(first);
    restart();
    clock(20);
    assertThat(events()).isEmpty();
  }

  @Test
  void the_ontology_is_acknowledged_and_a_broken_one_is_not() throws Exception {
    harness.processElement2(new StreamRecord<>(Plant.ontology()));
    harness.processElement2(new StreamRecord<>(Plant.assets()));
    ControlRecord broken =
        Given.control(
            io.millrace.jobs.runtime.definition.ControlTopic.ONTOLOGY, 2, "ontology", 2, "{}");
    harness.processElement2(new StreamRecord<>(broken));
    assertThat(side(DefinitionReporter.ACKS))
        .extracting(DefinitionAck::getStatus)
        .containsExactly(AckStatus.IN_FORCE, AckStatus.REJECTED);
    observe(Given.observation(1, "m1", 2000));
    assertThat(side(DeadLetters.TAG))
        .extracting(DeadLetter::getCode)
        .containsExactly("invalid-definition", "out-of-range");
  }

  private void open(OperatorSubtaskState state) throws Exception {
    ObjectifySnapshots snapshots =
        new ObjectifySnapshots(() -> List.of(ontology), () -> List.of(Plant.assets()));
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new ObjectifyOperator(snapshots, Plant.options()),
            ObjectInput::key,
            null,
            Types.STRING,
            KEY_GROUPS,
            1,
            0);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setProcessingTime(millis);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  private void restart() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    open(state);
  }

  private void clock(int steps) throws Exception {
    for (int i = 0; i < steps; i++) {
      millis++;
      harness.setProcessingTime(millis);
    }
  }

  private void observe(Observation... observations) throws Exception {
    for (Observation observation : observations) {
      send(ObjectInput.of(ObservationSaid.of(observation)));
    }
  }

  private void row(DatasetRow row) throws Exception {
    for (ObjectSaid said : mappings.map(row, new Origin("dataset-rows", 0, 1L, 0)).said()) {
      send(ObjectInput.of(said));
    }
  }

  private void end(long version) throws Exception {
    for (VersionEnd end : mappings.ends(Plant.end(version, 1))) {
      for (String key : EVERYWHERE) {
        send(ObjectInput.of(end, key));
      }
    }
  }

  private void send(ObjectInput... inputs) throws Exception {
    for (ObjectInput input : inputs) {
      harness.processElement1(new StreamRecord<>(input));
    }
  }

  private int gone() {
    return (int)
        events().stream().filter(event -> event.getKind() == ObjectEventKind.DELETED).count();
  }

  private List<ObjectEvent> events() {
    return harness.extractOutputValues();
  }

  private <X> List<X> side(OutputTag<X> tag) {
    var out = harness.getSideOutput(tag);
    return out == null ? List.of() : out.stream().map(StreamRecord::getValue).toList();
  }
}
