package io.millrace.jobs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolveFunctionTest {
  private static final Duration DAY = Duration.ofDays(1);
  private KeyedBroadcastOperatorTestHarness<String, Request, ControlRecord, DeviceCommand> harness;
  private long offset;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void devices_that_stand_in_the_topic_hear_the_first_command() throws Exception {
    start(Commands.thermostat(1, "d1", 1, "active"));
    request(Commands.toDevice("c1", "d1"), Commands.toRoom("c2", "r1"));
    assertThat(commands()).extracting(DeviceCommand::getDeviceId).containsExactly("d1", "d1");
    assertThat(commands()).extracting(DeviceCommand::getId).doesNotHaveDuplicates();
  }

  @Test
  void a_command_before_its_device_is_a_dead_letter_and_has_an_outcome() throws Exception {
    start();
    request(Commands.toDevice("c1", "d1"));
    control(Commands.thermostat(1, "d1", 1, "active"));
    assertThat(commands()).isEmpty();
    DeadLetter letter = side(DeadLetters.TAG).get(0);
    assertThat(letter.getCode()).isEqualTo("unknown-device");
    assertThat(letter.getStage()).isEqualTo(DispatchTopology.RESOLVE);
    assertThat(letter.getTopic()).isEqualTo("object-commands");
    assertThat(letter.getOffset()).isZero();
    CommandOutcome outcome = side(ResolveFunction.OUTCOMES).get(0);
    assertThat(outcome.getCauseId()).isEqualTo("c1");
    assertThat(outcome.getAt()).isEqualTo(Given.NOON.plusSeconds(1));
    request(Commands.toDevice("c2", "d1"));
    assertThat(commands()).hasSize(1);
  }

  @Test
  void a_device_that_is_disabled_while_the_job_runs_gets_no_more() throws Exception {
    start(Commands.thermostat(1, "d1", 1, "active"));
    request(Commands.toDevice("c1", "d1"));
    control(Commands.thermostat(2, "d1", 2, "disabled"));
    request(Commands.toDevice("c2", "d1"));
    request(Commands.change(1, 20));
    assertThat(commands()).hasSize(1);
    assertThat(side(DeadLetters.TAG))
        .extracting(
            DeadLetter::getCode, DeadLetter::getDefinitionId, DeadLetter::getDefinitionVersion)
        .containsExactly(tuple("device-disabled", "d1", 2L), tuple("device-disabled", "d1", 2L));
    assertThat(side(DeadLetters.TAG)).extracting(DeadLetter::getId).doesNotHaveDuplicates();
  }

  @Test
  void a_command_or_an_event_that_comes_again_is_heard_once() throws Exception {
    start(Commands.thermostat(1, "d1", 1, "active"));
    request(Commands.toDevice("c1", "d1"), Commands.toDevice("c1", "d1"));
    request(Commands.change(1, 20), Commands.change(2, 21), Commands.change(1, 20));
    request(Commands.change(2, 21), Commands.change(3, 22));
    assertThat(commands())
        .extracting(
            command -> command.getCause().getCommandId(),
            command -> command.getCause().getEventId())
        .containsExactly(
            tuple("c1", null),
            tuple(null, "event-1"),
            tuple(null, "event-2"),
            tuple(null, "event-3"));
  }

  @Test
  void a_commands_id_is_forgotten_after_its_time() throws Exception {
    start(Commands.thermostat(1, "d1", 1, "active"));
    request(Commands.toDevice("c1", "d1"));
    harness.setStateTtlProcessingTime(DAY.toMillis() + 1);
    request(Commands.toDevice("c1", "d1"));
    assertThat(commands()).hasSize(2);
  }

  @Test
  void what_was_heard_is_known_after_a_restart_and_ids_are_the_same() throws Exception {
    start(Commands.thermostat(1, "d1", 1, "active"));
    request(Commands.toDevice("c1", "d1"));
    request(Commands.change(4, 20));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    request(Commands.toDevice("c2", "d1"));
    String id = commands().get(2).getId();
    harness.close();
    create(Commands.thermostat(1, "d1", 1, "active"));
    harness.initializeState(state);
    harness.open();
    request(Commands.toDevice("c1", "d1"));
    request(Commands.change(4, 20));
    assertThat(commands()).isEmpty();
    request(Commands.toDevice("c2", "d1"));
    assertThat(commands()).extracting(DeviceCommand::getId).containsExactly(id);
  }

  @Test
  void nothing_is_kept_of_objects_that_nobody_listens_to() throws Exception {
    start();
    request(Commands.change(1, 20), Commands.change(2, 21));
    assertThat(keys(Requests.LAST_SEQ)).isZero();
    assertThat(commands()).isEmpty();
    assertThat(side(DeadLetters.TAG)).isEmpty();
    control(Commands.thermostat(1, "d1", 1, "active"));
    request(Commands.change(3, 22));
    assertThat(keys(Requests.LAST_SEQ)).isEqualTo(1);
  }

  @Test
  void a_broken_device_leaves_the_last_good_version_in_force() throws Exception {
    start(Commands.thermostat(1, "d1", 1, "active"));
    control(Commands.thermostat(1, "d1", 1, "active"));
    control(Commands.device(2, "d1", 2, "{\"id\": \"d1\", \"type\": \"t\", \"transport\": {}}"));
    request(Commands.toDevice("c1", "d1"));
    assertThat(commands()).extracting(DeviceCommand::getDeviceVersion).containsExactly(1L);
    assertThat(side(DefinitionReporter.ACKS))
        .extracting(DefinitionAck::getStatus)
        .containsExactly(AckStatus.IN_FORCE, AckStatus.REJECTED);
    assertThat(side(DeadLetters.TAG))
        .extracting(DeadLetter::getCode)
        .containsExactly("invalid-definition");
  }

  @Test
  void a_tombstone_takes_the_device_out() throws Exception {
    start(Commands.thermostat(1, "d1", 1, "active"));
    control(Given.tombstone(ControlTopic.DEVICES, 2, "d1"));
    request(Commands.change(1, 20));
    request(Commands.toRoom("c1", "r1"));
    assertThat(commands()).isEmpty();
    assertThat(side(DeadLetters.TAG)).extracting(DeadLetter::getCode).containsExactly("no-device");
  }

  @Test
  void a_codec_makes_the_bytes_from_the_version_in_force() throws Exception {
    start(Commands.encoded(1, "d1"), Commands.codec(1, 1, "return { bytes: [1] };"));
    request(Commands.toDevice("c1", "d1"));
    control(Commands.codec(2, 2, "return { bytes: [2] };"));
    request(Commands.toDevice("c2", "d1"));
    control(Commands.codec(3, 3, "return {"));
    request(Commands.toDevice("c3", "d1"));
    assertThat(commands())
        .extracting(command -> command.getPayload().get(0))
        .containsExactly((byte) 1, (byte) 2, (byte) 2);
    assertThat(commands()).extracting(DeviceCommand::getFPort).containsOnly(9);
    assertThat(side(DefinitionReporter.ACKS))
        .extracting(DefinitionAck::getKind, DefinitionAck::getStatus)
        .containsExactly(tuple("codec", AckStatus.IN_FORCE), tuple("codec", AckStatus.REJECTED));
  }

  @Test
  void a_codec_that_loops_costs_its_command_and_the_job_goes_on() throws Exception {
    start(
        Commands.encoded(1, "d1"),
        Commands.thermostat(2, "d2", 1, "active"),
        Commands.codec(1, 1, "for (;;);"));
    request(Commands.toDevice("c1", "d1"), Commands.toDevice("c2", "d2"));
    assertThat(commands()).extracting(DeviceCommand::getDeviceId).containsExactly("d2");
    CommandOutcome outcome = side(ResolveFunction.OUTCOMES).get(0);
    assertThat(outcome.getCode()).isEqualTo("codec-timeout");
    assertThat(outcome.getCauseId()).isEqualTo("c1");
    DeadLetter letter = side(DeadLetters.TAG).get(0);
    assertThat(letter.getCode()).isEqualTo("codec-timeout");
    assertThat(letter.getPath()).isEqualTo("set");
    assertThat(letter.getDefinitionId()).isEqualTo("d1");
    assertThat(letter.getReason()).contains("'c'");
  }

  private long keys(String state) throws Exception {
    KeyedStateBackend<String> backend = harness.getOperator().getKeyedStateBackend();
    try (var keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  private void start(ControlRecord... standing) throws Exception {
    create(standing);
    harness.open();
  }

  private void create(ControlRecord... standing) throws Exception {
    DispatchSnapshots snapshots =
        new DispatchSnapshots(
            standing(ControlTopic.DEVICES, standing), standing(ControlTopic.CODECS, standing));
    DispatchOptions options = new DispatchOptions(DAY, () -> Given.NOON.plusSeconds(1));
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new ResolveFunction(snapshots, options),
                List.of(ControlTopic.DEVICES.lastGood(), ControlTopic.CODECS.lastGood())),
            Request::target,
            Types.STRING,
            1,
            1,
            0);
  }

  private static DefinitionSnapshot standing(ControlTopic topic, ControlRecord... all) {
    List<ControlRecord> records =
        Arrays.stream(all).filter(record -> ControlTopic.of(record) == topic).toList();
    return () -> records;
  }

  private void request(ObjectCommand... commands) throws Exception {
    for (ObjectCommand command : commands) {
      harness.processElement(Request.of(command, "object-commands", 0, offset++), 0);
    }
  }

  private void request(ObjectEvent... events) throws Exception {
    for (ObjectEvent event : events) {
      harness.processElement(Request.of(event, "object-events", 0, offset++), 0);
    }
  }

  private void control(ControlRecord record) throws Exception {
    harness.processBroadcastElement(record, 0);
  }

  private List<DeviceCommand> commands() {
    return harness.extractOutputValues();
  }

  private <X> List<X> side(OutputTag<X> tag) {
    var values = harness.getSideOutput(tag);
    return values == null ? List.of() : values.stream().map(StreamRecord::getValue).toList();
  }
}
