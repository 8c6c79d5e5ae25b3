package io.millrace.bench.load;

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

/** Kafka to observations in Kafka, beside Kafka to nowhere and Kafka to Kafka. */
@Command(
    name = "ingest",
    description = {
      "The ingest job (Kafka, map by ten fields, Kafka) beside a job that only reads the same"
          + " messages by the same source and discards them. Parallelism 2, RocksDB, checkpoints."
    },
    mixinStandardHelpOptions = true)
final class IngestBench implements Callable<Integer> {
  private static final String TOPIC = "bench-messages";
  private static final String COPIES = "bench-copies";
  private static final int DEVICES = 1000;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "Messages that wait in Kafka (default: ${DEFAULT-VALUE}).")
  private long messages;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Turns of each job (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "6",
      description = "Measured of each turn, behind the warm-up (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "20",
      description = {
        "Seconds that the ingest job runs before it is measured: each turn is a new job, whose code"
            + " is compiled anew. The others, which do little, have 4 (default: ${DEFAULT-VALUE})."
      })
  private int warmUp;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (BenchStack stack = BenchStack.start(out)) {
      BenchTopics topics = new BenchTopics(stack);
      topics.putMapping();
      topics.create(TOPIC);
      long bytes = topics.fill(new BenchMessages(TOPIC, DEVICES, false), messages);
      double each = bytes / (double) messages;
      out.printf(Locale.ROOT, "%n%,d messages of %.0f bytes wait in Kafka%n", messages, each);
      topics.create(COPIES);
      Map<String, Rounds.Turn> jobs = new LinkedHashMap<>();
      jobs.put("kafka -> discard", round -> discard(stack, round));
      jobs.put("kafka -> kafka", round -> copy(stack, topics, round));
      jobs.put("kafka -> map -> kafka", round -> ingest(stack, topics, round));
      new Rounds(out, rounds, each).compare(jobs);
    }
    return 0;
  }

  private Throughput discard(BenchStack stack, int round) throws Exception {
    var kafka = stack.kafka("bench-discard-" + round);
    try (BenchJob job =
        stack.submit("bench-discard", env -> BenchJobs.discard(env, kafka, TOPIC))) {
      return job.measure(Rounds.WARM_UP, 1, Duration.ofSeconds(seconds), messages);
    }
  }

  private Throughput copy(BenchStack stack, BenchTopics topics, int round) throws Exception {
    var kafka = stack.kafka("bench-copy-" + round);
    Throughput measured;
    try (BenchJob job =
        stack.submit("bench-copy", env -> BenchJobs.copy(env, kafka, TOPIC, COPIES))) {
      measured = job.measure(Rounds.WARM_UP, 1, Duration.ofSeconds(seconds), messages);
    }
    topics.empty(COPIES);
    return measured;
  }

  private Throughput ingest(BenchStack stack, BenchTopics topics, int round) throws Exception {
    var kafka = stack.kafka("bench-ingest-" + round);
    long before = topics.ends(Topics.OBSERVATIONS);
    Throughput measured;
    try (BenchJob job = stack.submit("bench-ingest", env -> BenchJobs.ingest(env, kafka, TOPIC))) {
      measured = job.measure(Duration.ofSeconds(warmUp), 1, Duration.ofSeconds(seconds), messages);
    }
    if (topics.ends(Topics.OBSERVATIONS) - before < measured.messages()) {
      throw new IOException("Messages were read that gave no observation");
    }
    topics.empty(Topics.OBSERVATIONS);
    return measured;
  }
}
