package io.millrace.jobs;

import static org.awaitility.Awaitility.await;

import io.millrace.jobs.runtime.JobEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;

/** A cluster in this JVM that is as strict as the real one. */
public final class JobCluster {
  private static final int SLOTS = 2;

  private JobCluster() {}

  public static MiniClusterExtension extension() {
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(SLOTS)
            .build());
  }

  /** An environment with RocksDB and checkpoints below this folder. */
  public static StreamExecutionEnvironment environment(Path checkpoints) {
    Configuration configuration = JobEnvironment.strict();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(SLOTS);
    return env;
  }

  /**
   * Stops a job with a savepoint, as soon as all of its tasks run: until then Flink refuses.
   *
   * @return where the savepoint is
   */
  public static String stop(JobClient job, Path folder) {
    AtomicReference<String> savepoint = new AtomicReference<>();
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptionsMatching(
            e -> String.valueOf(e.getMessage()).contains("Not all required tasks"))
        .until(
            () -> {
              savepoint.set(
                  job.stopWithSavepoint(
                          false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                      .get());
              return true;
            });
    return savepoint.get();
  }

  /** Runs a topology over bounded sources to its end. */
  public static void run(Path checkpoints, Consumer<StreamExecutionEnvironment> topology)
      throws Exception {
    StreamExecutionEnvironment env = environment(checkpoints);
    topology.accept(env);
    env.execute();
  }
}
