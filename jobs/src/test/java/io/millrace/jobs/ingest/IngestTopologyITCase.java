package io.millrace.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.format.PayloadFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class IngestTopologyITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;

  private final CollectingSink<Observation> observations = new CollectingSink<>();
  private final CollectingSink<DefinitionAck> acks = new CollectingSink<>();
  private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Test
  void every_message_becomes_an_observation_a_duplicate_or_a_dead_letter() throws Exception {
    List<RawMessage> messages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      messages.add(Given.traced(i, "d" + i % 7, "{\"t\": " + i + "}", "trace-" + i));
    }
    messages.add(Given.traced(100, "d0", "{\"t\": 0}", "trace-0"));
    messages.add(Given.traced(101, "d1", "{\"t\": 1}", "trace-1"));
    messages.add(Given.message(102, "d1", "{\"t\":"));
    messages.add(Given.message(103, "d1", "x".repeat(1001)));
    messages.add(Given.message(104, null, Given.bytes("{}"), Map.of()));
    messages.add(Given.message(105, Given.bytes("d1"), null, Map.of()));

    run(messages, List.of(Given.mapping(1, 1, "payload.t")));

    assertThat(observations.values()).hasSize(100);
    assertThat(observations.values()).extracting(Observation::getId).doesNotHaveDuplicates();
    assertThat(deadLetters.values())
        .extracting(DeadLetter::getCode)
        .containsExactlyInAnyOrder("malformed-json", "oversized", "missing-device-id", "tombstone");
    assertThat(acks.values())
        .as("one of each subtask")
        .extracting(DefinitionAck::getSubtask)
        .containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void the_messages_of_a_device_keep_their_order() throws Exception {
    List<RawMessage> messages = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      messages.add(Given.message(i, "d" + i % 5, "{\"t\": " + i + "}"));
    }
    run(messages, List.of(Given.mapping(1, 1, "payload.t")));
    for (int device = 0; device < 5; device++) {
      String id = "d" + device;
      assertThat(observations.values())
          .filteredOn(o -> o.getDeviceId().equals(id))
          .extracting(o -> o.getOrigin().getOffset())
          .hasSize(100)
          .isSorted();
    }
  }

  private void run(List<RawMessage> messages, List<ControlRecord> mappings) throws Exception {
    IngestSources sources =
        new IngestSources(
            ListSource.of(Types.POJO(RawMessage.class), messages),
            ListSource.of(ControlRecord.type(), mappings),
            new DefinitionSnapshots(ListSource.snapshot(mappings), List::of, List::of, List::of),
            PayloadFormats::new);
    IngestSinks sinks = new IngestSinks(observations, acks, deadLetters);
    IngestOptions options = IngestHarness.options("--ingest.max-message-size", "1000b");
    JobCluster.run(
        folder,
        env -> {
          IngestTopology.build(env, sources, sinks, options);
        });
  }
}
