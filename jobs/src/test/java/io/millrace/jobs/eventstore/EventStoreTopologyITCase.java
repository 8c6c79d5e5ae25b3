package io.millrace.jobs.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.FailingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.store.EventStore;
import io.millrace.store.ObjectStore;
import io.millrace.store.StoreLocation;
import io.millrace.store.Verifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EventStoreTopologyITCase {
  private static final int OBJECTS = 20;
  private static final int EACH = 60;

  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path checkpoints;
  @TempDir Path folder;

  /** Copies are in the topic, and the job is killed in the middle. */
  @Test
  void every_event_is_in_the_store_once() throws Exception {
    FailingSink<DeadLetter> deadLetters =
        new FailingSink<>(new CollectingSink<>(), (letter, had) -> true);
    EventStoreSources sources =
        new EventStoreSources(
            ListSource.paced(Decoded.type(ObjectEvent.class), events(), OBJECTS * EACH));
    EventStoreSinks sinks =
        new EventStoreSinks(EventFiles.sink(folder.toUri().toString()), deadLetters);
    StreamExecutionEnvironment env = JobCluster.environment(checkpoints);
    FailingSink.restart(env);
    EventStoreTopology.build(env, sources, sinks, () -> Given.NOON);
    env.execute();

    assertThat(deadLetters.failed()).isTrue();
    List<String> problems = new ArrayList<>();
    try (ObjectStore store = StoreLocation.folder(folder).open()) {
      Verifier.Summary summary = new Verifier(store, problems::add).verify();
      assertThat(problems).isEmpty();
      assertThat(summary).isEqualTo(new Verifier.Summary(OBJECTS, (long) OBJECTS * EACH, 0, 0, 0));
      assertThat(new EventStore(store).history("machine", "m3"))
          .hasSize(EACH)
          .first()
          .satisfies(event -> assertThat(event.getProperties()).containsEntry("temperature", 1.0));
    }
  }

  /** Rounds over all objects; each fifth round is there twice, and one record is unreadable. */
  private static List<Decoded<ObjectEvent>> events() {
    List<Decoded<ObjectEvent>> events = new ArrayList<>();
    for (int seq = 1; seq <= EACH; seq++) {
      for (int copy = 0; copy < (seq % 5 == 0 ? 2 : 1); copy++) {
        for (int i = 0; i < OBJECTS; i++) {
          events.add(Given.decoded(Given.event("m" + i, seq), events.size()));
        }
      }
      if (seq == EACH / 2) {
        events.add(Given.unreadable(events.size()));
      }
    }
    return events;
  }
}
