package io.millrace.bench.flink;

import io.millrace.jobs.runtime.JobEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** Flink clusters in this JVM, one for each job. */
public final class LocalFlink {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private LocalFlink() {}

  /**
   * As strict as the jobs are, but for uids: nothing here is restored.
   *
   * @param backend as {@code state.backend.type} has it
   */
  public static Configuration configuration(String backend) {
    Configuration configuration = JobEnvironment.strict();
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    // A savepoint of many devices is more than Flink lets a JobManager keep in memory.
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Path.of(System.getProperty("java.io.tmpdir"), "millrace-bench").toUri().toString());
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(256));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(256));
    // A busy machine is slow and not broken: a hundred patterns are a hundred tasks to deploy.
    configuration.set(RpcOptions.ASK_TIMEOUT_DURATION, PATIENCE);
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, PATIENCE);
    configuration.set(JobManagerOptions.SLOT_REQUEST_TIMEOUT, PATIENCE);
    configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, System.getProperty("millrace.ports", "0"));
    return configuration;
  }
}
