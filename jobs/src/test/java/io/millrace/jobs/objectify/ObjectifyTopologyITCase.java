package io.millrace.jobs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.Observation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ObjectifyTopologyITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;

  @Test
  void the_events_of_each_object_are_numbered_without_a_gap() throws Exception {
    CollectingSink<ObjectEvent> events = new CollectingSink<>();
    CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();
    List<Decoded<Observation>> observations = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      observations.add(Given.decoded(Given.observation(i, "m" + i % 3, i), i));
    }
    observations.add(Given.unreadable(300));
    ObjectifySources sources =
        new ObjectifySources(ListSource.of(Decoded.type(Observation.class), observations));
    ObjectifySinks sinks = new ObjectifySinks(events, deadLetters);
    JobCluster.run(folder, env -> ObjectifyTopology.build(env, sources, sinks, () -> Given.NOON));

    for (int machine = 0; machine < 3; machine++) {
      String id = "m" + machine;
      assertThat(events.values())
          .filteredOn(event -> event.getObjectId().equals(id))
          .extracting(ObjectEvent::getSeq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
    }
    assertThat(deadLetters.values()).hasSize(1);
  }
}
