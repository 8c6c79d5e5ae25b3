package io.millrace.bench.load;

import io.millrace.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long a message takes to become an observation. */
@Command(
    name = "latency",
    description = {
      "From the append of a message in Kafka to the append of its observation, both stamped by the"
          + " broker, at a steady rate with checkpoints on. The load is sent by the clock and never"
          + " waits for the job."
    },
    mixinStandardHelpOptions = true)
final class LatencyBench implements Callable<Integer> {
  private static final String TOPIC = "bench-paced";
  private static final int DEVICES = 1000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Messages a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Measured, behind the warm-up (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "Under load, not measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(names = "--trace-ids", description = "Messages bring trace ids, to be remembered.")
  private boolean traceIds;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (BenchStack stack = BenchStack.start(out)) {
      BenchTopics topics = new BenchTopics(stack);
      topics.putMapping();
      topics.create(TOPIC);
      topics.stampAtAppend(TOPIC);
      topics.stampAtAppend(Topics.OBSERVATIONS);
      var kafka = stack.kafka("bench-latency");
      try (BenchJob job =
          stack.submit("bench-latency", env -> BenchJobs.ingest(env, kafka, TOPIC))) {
        measure(stack, topics, job, out);
      }
    }
    return 0;
  }

  private void measure(BenchStack stack, BenchTopics topics, BenchJob job, PrintWriter out)
      throws Exception {
    BenchMessages messages = new BenchMessages(TOPIC, DEVICES, traceIds);
    try (ObservationTimes times = new ObservationTimes(stack);
        PacedLoad load = new PacedLoad(topics, messages, rate)) {
      load.run(Duration.ofSeconds(warmUp));
      int checkpoints = completed(job);
      times.begin(load.planned());
      load.run(Duration.ofSeconds(seconds));
      checkpoints = completed(job) - checkpoints;
      times.awaitUntil(load.planned());
      out.printf(
          Locale.ROOT,
          "%n  %,d messages at %,d a second, %d checkpoints meanwhile; the sender was at most"
              + " %d ms behind its plan%n",
          times.count(),
          rate,
          checkpoints,
          load.latestMillis());
      times.print(out);
    }
  }

  private static int completed(BenchJob job) throws Exception {
    return job.checkpoints().path("counts").path("completed").asInt();
  }
}
