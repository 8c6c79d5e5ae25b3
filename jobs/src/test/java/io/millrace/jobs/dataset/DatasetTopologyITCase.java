package io.millrace.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.JobCluster;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DatasetTopologyITCase {
  private static final int ROWS = 3000;
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;
  @TempDir Path checkpoints;

  private final CollectingSink<DatasetRow> rows = new CollectingSink<>();
  private final CollectingSink<DatasetRow> flushed = new CollectingSink<>();
  private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  private List<String> said() {
    return rows.values().stream().map(Versions::said).toList();
  }

  private static List<String> expected(String dataset, long version, int count) {
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      expected.add(dataset + "/" + version + " ROW " + i);
    }
    expected.add(dataset + "/" + version + " END " + count);
    return expected;
  }

  @Test
  void aCrashRepeatsRowsAndLosesNoneAndTheEndIsLast() throws Exception {
    Versions.csv(folder, "orders", 1, Versions.numbered(ROWS));
    Versions.csv(folder, "orders", 2, "a,b\n1,2\n3\n");
    FailingSink.FAILURES.set(0);
    StreamExecutionEnvironment env = JobCluster.environment(checkpoints);
    io.millrace.jobs.FailingSink.restart(env);
    DatasetTopology.build(
        env,
        DatasetSources.bounded(Versions.options(folder)),
        new DatasetSinks(new FailingSink(rows, flushed), deadLetters));
    env.execute();

    assertThat(FailingSink.FAILURES).hasValue(1);
    List<String> all = said();
    assertThat(all.size()).as("rows were repeated").isGreaterThan(ROWS + 3);
    List<String> expected = new ArrayList<>(expected("orders", 1, ROWS));
    // A snapshot that cannot be read whole has no end.
    expected.add("orders/2 ROW 1");
    assertThat(new ArrayList<>(new LinkedHashSet<>(all))).isEqualTo(expected);
    assertThat(new LinkedHashSet<>(flushed.values().stream().map(Versions::said).toList()))
        .as("also where what is not flushed is lost")
        .containsExactlyElementsOf(expected);
    assertThat(rows.values())
        .filteredOn(row -> row.getVersion() == 1 && !row.getValues().isEmpty())
        .allSatisfy(
            row -> assertThat(row.getValues().get("n")).isEqualTo(String.valueOf(row.getRow())));
    assertThat(deadLetters.values().stream().map(DeadLetter::getCode).distinct())
        .containsExactlyInAnyOrder("malformed-csv", "incomplete-snapshot");
  }

  @Test
  void versionsThatComeLaterAreReadInTheirOrder() throws Exception {
    Versions.csv(folder, "orders", 1, Versions.numbered(2));
    StreamExecutionEnvironment env = JobCluster.environment(checkpoints);
    DatasetTopology.build(
        env, DatasetSources.of(Versions.options(folder)), new DatasetSinks(rows, deadLetters));
    JobClient job = env.executeAsync();
    try {
      List<String> expected = new ArrayList<>(expected("orders", 1, 2));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(said()).isEqualTo(expected));
      Versions.csv(folder, "orders", 2, Versions.numbered(3));
      expected.addAll(expected("orders", 2, 3));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(said()).isEqualTo(expected));
    } finally {
      job.cancel().get();
    }
  }

  /**
   * Passes rows on, slowly enough for checkpoints to be between them, and fails once. Like Kafka's
   * producer it may have sent what it got since the last flush, or not: one sink gets it at once,
   * the other not before the flush.
   */
  private static final class FailingSink implements Sink<DatasetRow> {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger FAILURES = new AtomicInteger();
    private final CollectingSink<DatasetRow> sent;
    private final CollectingSink<DatasetRow> flushed;

    FailingSink(CollectingSink<DatasetRow> sent, CollectingSink<DatasetRow> flushed) {
      this.sent = sent;
      this.flushed = flushed;
    }

    @Override
    public SinkWriter<DatasetRow> createWriter(WriterInitContext context) {
      SinkWriter<DatasetRow> now = sent.createWriter(context);
      SinkWriter<DatasetRow> later = flushed.createWriter(context);
      List<DatasetRow> waiting = new ArrayList<>();
      return new SinkWriter<>() {
        @Override
        public void write(DatasetRow row, Context at) throws IOException, InterruptedException {
          now.write(row, at);
          waiting.add(row);
          if (FAILURES.get() == 0) {
            Thread.sleep(1);
          }
          if (row.getRow() == ROWS * 2 / 3 && FAILURES.compareAndSet(0, 1)) {
            throw new IllegalStateException("Killed by the test");
          }
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
          for (DatasetRow row : waiting) {
            later.write(row, null);
          }
          waiting.clear();
        }

        @Override
        public void close() {}
      };
    }
  }
}
