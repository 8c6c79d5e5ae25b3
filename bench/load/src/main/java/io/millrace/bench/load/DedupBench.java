package io.millrace.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What remembering a million trace ids costs. */
@Command(
    name = "dedup",
    description = {
      "The ingest job on messages that bring trace ids, beside the same job on the same messages"
          + " without; measured once a million ids live in RocksDB. All ids differ."
    },
    mixinStandardHelpOptions = true)
final class DedupBench implements Callable<Integer> {
  private static final String WITHOUT = "bench-plain";
  private static final String WITH = "bench-traced";
  private static final int DEVICES = 1000;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "3000000",
      description = "Messages of each kind that wait in Kafka (default: ${DEFAULT-VALUE}).")
  private long messages;

  @Option(
      names = "--ids",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Ids that live before it is measured (default: ${DEFAULT-VALUE}).")
  private long ids;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "2",
      description = "Turns of each job (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "6",
      description = "Measured of each turn (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (BenchStack stack = BenchStack.start(out)) {
      BenchTopics topics = new BenchTopics(stack);
      topics.putMapping();
      topics.create(WITHOUT);
      topics.create(WITH);
      topics.fill(new BenchMessages(WITHOUT, DEVICES, false), messages);
      long bytes = topics.fill(new BenchMessages(WITH, DEVICES, true), messages);
      out.printf(Locale.ROOT, "%ntwice %,d messages wait in Kafka%n", messages);
      Map<String, Rounds.Turn> jobs = new LinkedHashMap<>();
      jobs.put("without trace ids", round -> turn(stack, topics, WITHOUT, round, out));
      jobs.put("with trace ids", round -> turn(stack, topics, WITH, round, out));
      new Rounds(out, rounds, bytes / (double) messages).compare(jobs);
    }
    return 0;
  }

  private Throughput turn(
      BenchStack stack, BenchTopics topics, String topic, int round, PrintWriter out)
      throws Exception {
    var kafka = stack.kafka(topic + "-" + round);
    Throughput measured;
    try (BenchJob job = stack.submit(topic, env -> BenchJobs.ingest(env, kafka, topic))) {
      measured = job.measure(Rounds.WARM_UP, ids, Duration.ofSeconds(seconds), messages);
      if (topic.equals(WITH)) {
        printState(job, out);
      }
    }
    topics.empty(Topics.OBSERVATIONS);
    return measured;
  }

  /** The size of the next checkpoint for each message that came before it. */
  private static void printState(BenchJob job, PrintWriter out)
      throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    JsonNode checkpoint;
    do {
      job.sample();
      checkpoint = job.checkpoints().path("latest").path("completed");
    } while (checkpoint.path("trigger_timestamp").asLong() < now);
    long ago = System.currentTimeMillis() - checkpoint.path("trigger_timestamp").asLong();
    long held = job.messagesAt(System.nanoTime() - Duration.ofMillis(ago).toNanos());
    double size = checkpoint.path("state_size").asDouble();
    out.printf(
        Locale.ROOT,
        "  state: %.1f MB in a checkpoint for %,d ids: %.1f bytes an id%n",
        size / 1e6,
        held,
        size / held);
  }
}
