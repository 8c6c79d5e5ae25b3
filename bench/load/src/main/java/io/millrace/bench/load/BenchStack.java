package io.millrace.bench.load;

import io.millrace.jobs.runtime.JobEnvironment;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.local.cli.ConsoleProgress;
import io.millrace.local.config.Addresses;
import io.millrace.local.config.RepositoryRoot;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.install.DirectoryTree;
import io.millrace.local.stack.Stack;
import io.millrace.local.stack.StopAtExit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The servers that the ingest job needs, with the settings of {@code ./millrace up}. */
final class BenchStack implements AutoCloseable {
  private static final Set<ServerName> SERVERS =
      EnumSet.of(
          ServerName.KAFKA, ServerName.REGISTRY, ServerName.JOBMANAGER, ServerName.TASKMANAGER);

  /** Subtasks of each operator, as up has it. */
  static final int PARALLELISM = 2;

  private final StackConfig config;
  private final Stack stack;
  private final StopAtExit atExit;

  private BenchStack(StackConfig config, PrintWriter out) {
    this.config = config;
    this.stack = new Stack(config, new ConsoleProgress(out));
    this.atExit = stack.stopAtExit();
  }

  /** Starts the servers with empty topics; they stop when this is closed, or this JVM ends. */
  static BenchStack start(PrintWriter out) throws IOException {
    Path root = RepositoryRoot.find();
    Path home = root.resolve(".millrace/bench");
    DirectoryTree.delete(home);
    BenchStack bench = new BenchStack(StackConfig.isolated(root, home), out);
    bench.stack.start(SERVERS);
    return bench;
  }

  Addresses addresses() {
    return config.addresses();
  }

  /** Settings of a job that nobody else has run: it reads its topics from the beginning. */
  KafkaSettings kafka(String job) {
    return new KafkaSettings(
        job,
        addresses().kafkaBootstrap(),
        Map.of(),
        addresses().registryUrl(),
        DeliveryGuarantee.AT_LEAST_ONCE);
  }

  /** Adds a topology to an environment. */
  @FunctionalInterface
  interface Topology {
    void build(StreamExecutionEnvironment env);
  }

  /** Starts a job with the settings of {@code flink-conf} and of the product's own mains. */
  BenchJob submit(String name, Topology topology) throws Exception {
    Configuration settings = GlobalConfiguration.loadConfiguration(config.flinkConf().toString());
    settings.addAll(JobEnvironment.strict());
    String url = addresses().flinkUrl();
    int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            "127.0.0.1", port, settings, config.jobsJar().toString());
    env.setParallelism(PARALLELISM);
    topology.build(env);
    JobClient job = env.executeAsync(name);
    return new BenchJob(job, url, this::taskManagerCpu);
  }

  /** Processor time that the TaskManager has had so far. */
  private Duration taskManagerCpu() {
    return stack.state().stream()
        .filter(server -> server.name() == ServerName.TASKMANAGER)
        .flatMap(server -> server.process().stream())
        .flatMap(process -> process.running().stream())
        .flatMap(handle -> handle.info().totalCpuDuration().stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The TaskManager has died"));
  }

  @Override
  public void close() throws IOException {
    stack.stop();
    atExit.close();
    // The logs stay for those who wonder.
    DirectoryTree.delete(config.data());
  }
}
