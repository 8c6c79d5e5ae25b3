package io.millrace.bench.flink;

import io.millrace.jobs.rules.RulesTiming;
import io.millrace.jobs.rules.RulesTopology;
import io.millrace.jobs.rules.exchange.ObservationSerializer;
import io.millrace.jobs.runtime.JobEnvironment;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.schemas.avro.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
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
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The job of a cell: a source, the exchange by key, who judges, and a sink that discards. */
final class CellJob {
  /** As the source goes on for ever. */
  static final long ENDLESS = Long.MAX_VALUE;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final AtomicLong RUNS = new AtomicLong();

  private CellJob() {}

  /**
   * Builds it.
   *
   * @param count observations after which the source ends
   * @param run for {@link Progress#of}
   */
  static StreamExecutionEnvironment build(Cell cell, Judge judge, long count, String run) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration(cell));
    KeyedStream<Observation, String> observations =
        RulesTopology.keyed(observations(env, cell.devices(), count));
    switch (judge) {
      case FRAME -> observations.process(new Nothing(), Types.LONG).sinkTo(new ProgressSink<>(run));
      case CEP -> CepPatterns.matches(observations, cell.rules()).sinkTo(new ProgressSink<>(run));
      case RULES -> {
        StandingRules rules = new StandingRules(cell.work());
        RulesTopology.evaluate(
                observations,
                Streams.read(env, rules.stream(count != ENDLESS), "control"),
                rules,
                RulesTiming.usual(),
                SerializableClock.system())
            .sinkTo(new ProgressSink<>(run));
      }
    }
    return env;
  }

  /** A name that no run had. */
  static String newRun() {
    return "run-" + RUNS.incrementAndGet();
  }

  private static DataStream<Observation> observations(
      StreamExecutionEnvironment env, int devices, long count) {
    WatermarkStrategy<Observation> time =
        WatermarkStrategy.<Observation>forGenerator(context -> new EverySecond())
            .withTimestampAssigner((observation, at) -> observation.getObservedAt().toEpochMilli());
    return env.fromSource(
        new DataGeneratorSource<>(new ObservationLoop(devices), count, ObservationSerializer.TYPE),
        time,
        "observations");
  }

  /** As strict as the jobs are, but for uids: nothing here is restored. */
  private static Configuration configuration(Cell cell) {
    Configuration configuration = JobEnvironment.strict();
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    // A savepoint of many devices is more than Flink lets a JobManager keep in memory.
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Path.of(System.getProperty("java.io.tmpdir"), "millrace-bench").toUri().toString());
    configuration.set(StateBackendOptions.STATE_BACKEND, cell.backend().type());
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

  /** The bare frame's. */
  private static final class Nothing extends KeyedProcessFunction<String, Observation, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Observation observation, Context context, Collector<Long> out) {}
  }
}
