package io.millrace.jobs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DispatchTopologyITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;
  private final CollectingSink<DeviceCommand> commands = new CollectingSink<>();
  private final CollectingSink<CommandOutcome> outcomes = new CollectingSink<>();
  private final CollectingSink<DefinitionAck> acks = new CollectingSink<>();
  private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Test
  void each_device_hears_commands_and_changes_in_their_order_and_once() throws Exception {
    List<Decoded<ObjectEvent>> events = new ArrayList<>();
    for (int seq = 1; seq <= 100; seq++) {
      events.add(Given.decoded(Commands.change(seq, seq), seq));
      events.add(Given.decoded(Commands.change(seq, seq), seq + 1000));
    }
    events.add(Given.unreadable(2000));
    List<Decoded<ObjectCommand>> requests = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      requests.add(Given.decoded(Commands.toDevice("c" + i, "d" + i % 2), i));
    }
    requests.add(Given.decoded(Commands.toDevice("lost", "nowhere"), 100));
    requests.add(Given.unreadable(101));
    List<ControlRecord> devices =
        List.of(
            Commands.thermostat(1, "d0", 1, "active"), Commands.thermostat(2, "d1", 1, "active"));
    run(events, requests, devices);

    for (int device = 0; device < 2; device++) {
      List<DeviceCommand> heard = of("d" + device);
      int first = device;
      assertThat(heard)
          .filteredOn(command -> command.getCause().getCommandId() != null)
          .extracting(command -> command.getCause().getCommandId())
          .containsExactlyElementsOf(
              LongStream.range(0, 50).mapToObj(i -> "c" + (2 * i + first)).toList());
      assertThat(heard)
          .filteredOn(command -> command.getCause().getEventId() != null)
          .extracting(command -> command.getCause().getEventId())
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, 100).mapToObj(seq -> "event-" + seq).toList());
    }
    assertThat(deadLetters.values())
        .extracting(DeadLetter::getCode)
        .containsExactlyInAnyOrder("malformed-record", "malformed-record", "unknown-device");
    assertThat(outcomes.values()).extracting(CommandOutcome::getCauseId).containsExactly("lost");
    assertThat(acks.values()).as("two devices, two subtasks").hasSize(4);
  }

  private List<DeviceCommand> of(String device) {
    return commands.values().stream().filter(c -> c.getDeviceId().equals(device)).toList();
  }

  private void run(
      List<Decoded<ObjectEvent>> events,
      List<Decoded<ObjectCommand>> requests,
      List<ControlRecord> devices)
      throws Exception {
    DispatchSources sources =
        new DispatchSources(
            ListSource.of(Decoded.type(ObjectEvent.class), events),
            ListSource.of(Decoded.type(ObjectCommand.class), requests),
            ListSource.of(ControlRecord.type(), devices),
            new DispatchSnapshots(ListSource.snapshot(devices), List::of));
    DispatchSinks sinks = new DispatchSinks(commands, outcomes, acks, deadLetters);
    DispatchOptions options = new DispatchOptions(Duration.ofDays(1), () -> Given.NOON);
    JobCluster.run(folder, env -> DispatchTopology.build(env, sources, sinks, options));
  }
}
