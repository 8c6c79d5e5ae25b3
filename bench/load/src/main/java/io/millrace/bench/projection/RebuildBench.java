package io.millrace.bench.projection;

import io.millrace.bench.flink.LocalFlink;
import io.millrace.jobs.projection.RebuildTopology;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.local.install.DirectoryTree;
import io.millrace.store.EventWriter;
import io.millrace.store.Layout;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast an index is rebuilt from the event store, and what that costs the live one. */
@Command(
    name = "rebuild",
    description = {
      "Writes an event store into a folder and measures documents a second that Elasticsearch has"
          + " taken: from the projection job alone, from the rebuild of the store, and from the"
          + " projection job at a fixed rate, by itself and during a rebuild. Starts an"
          + " Elasticsearch as up does, on a free port."
    },
    mixinStandardHelpOptions = true)
public final class RebuildBench implements Callable<Integer> {
  private static final int FILES = 8;
  private static final double WARM_UP = 6;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--objects", description = "In the store; default: 1000000.")
  private long objects = 1_000_000;

  @Option(names = "--parallelism", description = "Subtasks of each job; default: 2.")
  private int parallelism = 2;

  @Option(names = "--seconds", description = "Of the live job that are measured; default: 20.")
  private double seconds = 20;

  @Option(
      names = "--rate",
      description =
          "Documents a second that the live job's source is asked for beside a rebuild; what comes"
              + " is measured; default: 10000.")
  private double rate = 10_000;

  @Override
  public Integer call() throws Exception {
    Path store = Files.createTempDirectory("millrace-store");
    try (SearchNode node = SearchNode.start(spec.commandLine().getOut())) {
      ObjectLoop stored = new ObjectLoop("stored");
      write(stored, store);
      double live = live(node, "warm", RateLimiterStrategy.noOp(), Busy.NO);
      line("live, while Elasticsearch warms up: %,.0f documents/s", live);
      live = live(node, "live", RateLimiterStrategy.noOp(), Busy.NO);
      line("live: %,.0f documents/s", live);
      double rebuilt = rebuild(node, stored, store);
      line("rebuild: %,.0f documents/s; ratio %.2f", rebuilt, rebuilt / live);
      RateLimiterStrategy<?> paced = RateLimiterStrategy.perSecond(rate);
      double calm = live(node, "calm", paced, Busy.NO);
      double busy = live(node, "busy", paced, () -> rebuilding(node, stored, store));
      line("live, held back: %,.0f, during a rebuild %,.0f; %.2f", calm, busy, busy / calm);
    } finally {
      DirectoryTree.delete(store);
    }
    return 0;
  }

  /** What goes on beside the live job. */
  @FunctionalInterface
  private interface Busy {
    Busy NO = () -> () -> {};

    AutoCloseable start() throws Exception;
  }

  private double live(SearchNode node, String type, RateLimiterStrategy<?> pace, Busy busy)
      throws Exception {
    ObjectLoop loop = new ObjectLoop(type);
    String alias = loop.document(0).alias();
    node.create(alias);
    try (Writing unused = JobWriting.start(node.url(), loop, parallelism, pace)) {
      IndexRate.awaitFirst(node, alias);
      try (AutoCloseable beside = busy.start()) {
        return IndexRate.of(node, alias, WARM_UP, seconds);
      }
    } finally {
      node.delete(alias);
    }
  }

  /** Documents a second of a whole rebuild, from its first document on. */
  private double rebuild(SearchNode node, ObjectLoop stored, Path store) throws Exception {
    String target = target(stored);
    node.create(target);
    try {
      JobClient job = start(node, stored, store);
      IndexRate.awaitFirst(node, target);
      long begin = System.nanoTime();
      long before = node.written(target);
      job.getJobExecutionResult().get();
      return IndexRate.since(begin, node.written(target) - before);
    } finally {
      node.delete(target);
    }
  }

  private AutoCloseable rebuilding(SearchNode node, ObjectLoop stored, Path store)
      throws Exception {
    String target = target(stored);
    node.create(target);
    JobClient job = start(node, stored, store);
    IndexRate.awaitFirst(node, target);
    return () -> {
      boolean ended = job.getJobExecutionResult().isDone();
      if (ended) {
        line("The rebuild was over before the live job was measured: more --objects");
      } else {
        job.cancel().get();
      }
      node.delete(target);
    };
  }

  private JobClient start(SearchNode node, ObjectLoop stored, Path store) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, LocalFlink.configuration("rocksdb"));
    RebuildTopology.build(
        env,
        store.toUri().toString(),
        Set.of(stored.document(0).alias()),
        JobWriting.sinks(node.url()),
        SerializableClock.system());
    return env.executeAsync("rebuild");
  }

  private static String target(ObjectLoop stored) {
    return RebuildTopology.PREFIX + stored.document(0).alias();
  }

  private void write(ObjectLoop loop, Path store) throws IOException {
    Path day = Files.createDirectories(store.resolve(Layout.EVENTS + Layout.DATE + "2026-11-21"));
    for (int file = 0; file < FILES; file++) {
      Path path = day.resolve("part-" + file + Layout.AVRO);
      try (EventWriter out = EventWriter.create(Files.newOutputStream(path))) {
        for (long index = file; index < objects; index += FILES) {
          out.write(loop.event(index));
        }
      }
    }
  }

  private void line(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
