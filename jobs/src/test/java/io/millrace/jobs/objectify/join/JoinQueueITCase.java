package io.millrace.jobs.objectify.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.objectify.mapping.ObjectMapping;
import io.millrace.udfs.objectify.mapping.ObjectMappingCompiler;
import io.millrace.udfs.objectify.mapping.ObjectMappings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The queue in the hands of a task, which is the thread of the test. */
class JoinQueueITCase {
  private static JoinDatabases databases;
  private final MailboxExecutor mailbox =
      new MailboxExecutorImpl(
          new TaskMailboxImpl(Thread.currentThread()), 0, StreamTaskActionExecutor.IMMEDIATE);
  private final List<String> out = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    databases = JoinDatabases.start();
    databases.execute("INSERT INTO shop.prices SELECT 'm' || i, i FROM generate_series(1, 9) i");
  }

  @AfterAll
  static void stop() throws Exception {
    databases.close();
  }

  @Test
  void no_more_wait_than_may_and_what_comes_after_all_does() throws Exception {
    try (Joins joins = joins(Duration.ofMinutes(5))) {
      JoinQueue<String> queue = queue(joins, 3);
      queue.after("at once", () -> out.add("first"));
      assertThat(out).containsExactly("first");
      for (int i = 1; i <= 9; i++) {
        take(queue, i);
        assertThat(queue.size()).isLessThanOrEqualTo(3);
        if (i == 5) {
          queue.after("in the middle", () -> out.add("middle"));
        }
      }
      queue.drain();
      assertThat(out).hasSize(11);
      assertThat(out.subList(0, out.indexOf("middle"))).contains("m1", "m2", "m3", "m4", "m5");
      take(queue, 3);
      assertThat(queue.size()).as("its answer is known").isZero();
      assertThat(queue.records()).isEmpty();
    }
  }

  @Test
  void records_that_wait_are_kept_in_their_order() throws Exception {
    databases.lock();
    try (Joins joins = joins(Duration.ofMinutes(5))) {
      JoinQueue<String> queue = queue(joins, 10);
      take(queue, 2);
      take(queue, 1);
      queue.after("end", () -> out.add("end"));
      take(queue, 2);
      assertThat(queue.records()).containsExactly("m2", "m1", "end", "m2");
      databases.unlock();
      queue.drain();
      assertThat(out).hasSize(4).contains("end");
      assertThat(out.indexOf("end")).isGreaterThan(out.indexOf("m1"));
    } finally {
      databases.unlock();
    }
  }

  @Test
  void a_database_that_stays_away_fails_the_task() throws Exception {
    databases.lock();
    try (Joins joins = joins(Duration.ofMillis(1))) {
      JoinQueue<String> queue = queue(joins, 10);
      take(queue, 1);
      assertThatThrownBy(queue::drain).hasStackTraceContaining("reader");
      assertThat(out).isEmpty();
    } finally {
      databases.unlock();
    }
  }

  private JoinQueue<String> queue(Joins joins, int capacity) {
    return new JoinQueue<>(
        joins,
        mailbox,
        capacity,
        (record, mapped, place) -> mapped.said().forEach(said -> out.add(said.getObjectId())));
  }

  private static void take(JoinQueue<String> queue, int machine) throws Exception {
    Observation observation = Given.observation(machine, "m" + machine, 20);
    ObjectMappings mappings = new ObjectMappings(List.of(mapping()));
    queue.take("m" + machine, mappings.map(observation).joinings(), observation.getOrigin());
  }

  private static ObjectMapping mapping() throws Exception {
    String document =
        """
        {"id": "priced", "source": {"observations": {"objectType": "machine"}},
         "joins": {"price": {"connection": "erp", "schema": "shop", "table": "prices",
           "key": {"serial": "observation.objectId"}, "columns": ["amount"], "missing": "refuse"}},
         "objects": [{"type": "machine"}]}""";
    return new ObjectMappingCompiler()
        .compile(
            Objects.requireNonNull(
                Given.control(ControlTopic.OBJECT_MAPPINGS, 1, "priced", 1, document)
                    .definition()));
  }

  private static Joins joins(Duration timeout) {
    JoinSettings settings =
        new JoinSettings(
            10,
            2,
            100,
            Duration.ofHours(1),
            timeout,
            databases.account(),
            connection -> databases.account());
    return new Joins(settings, new JoinMetrics(new UnregisteredMetricsGroup(), () -> 0));
  }
}
