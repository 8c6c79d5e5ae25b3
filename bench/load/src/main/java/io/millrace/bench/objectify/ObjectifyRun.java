package io.millrace.bench.objectify;

import com.sun.management.OperatingSystemMXBean;
import io.millrace.bench.flink.LocalFlink;
import io.millrace.bench.flink.Rate;
import io.millrace.bench.flink.StateSize;
import io.millrace.jobs.objectify.ObjectifyOptions;
import io.millrace.jobs.objectify.ObjectifySinks;
import io.millrace.jobs.objectify.ObjectifySnapshots;
import io.millrace.jobs.objectify.ObjectifySources;
import io.millrace.jobs.objectify.ObjectifyTopology;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.local.StackException;
import io.millrace.local.install.DirectoryTree;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.Observation;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that keeps objects, on a Flink cluster of its own in this JVM; closing it ends it. */
final class ObjectifyRun implements AutoCloseable {
  /** Without progress for so long it never will. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final AtomicLong RUNS = new AtomicLong();
  private static final long POLL_MILLIS = 5;

  private final String run = "objects-" + RUNS.incrementAndGet();
  private final int objects;
  private final Counts counts = Counts.of(run);
  private final JobClient job;

  ObjectifyRun(Keeper keeper, int objects, int parallelism) throws Exception {
    this.objects = objects;
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, LocalFlink.configuration("rocksdb"));
    ObjectifyOptions options = ObjectifyOptions.of(ObjectifyOptions.SET.parse());
    ObjectifySources sources = sources();
    switch (keeper) {
      case OBJECTIFY -> ObjectifyTopology.build(env, sources, sinks(), options);
      case BARE ->
          ObjectifyTopology.build(env, sources, sinks(), options, BareState.ofNumbers(run));
      case BARE_OBJECT ->
          ObjectifyTopology.build(env, sources, sinks(), options, BareState.ofObjects(run));
    }
    job = env.executeAsync(keeper.text());
  }

  private ObjectifySinks sinks() {
    return new ObjectifySinks(
        new EventCount(run),
        new DiscardingSink<>(),
        new DiscardingSink<>(),
        new DiscardingSink<>(),
        new DiscardingSink<>());
  }

  private ObjectifySources sources() {
    StandingOntology ontology = new StandingOntology();
    DatasetRow end =
        new DatasetRow(
            "none", 1L, DatasetRowKind.END, 0L, DatasetMode.SNAPSHOT, Instant.EPOCH, "", Map.of());
    ObjectEdit edit =
        ObjectEdit.newBuilder()
            .setId("none")
            .setObjectType("none")
            .setObjectId("none")
            .setOperations(new ArrayList<>())
            .setActor("user:bench")
            .setIssuedAt(Instant.EPOCH)
            .build();
    return new ObjectifySources(
        new DataGeneratorSource<>(
            new ObjectLoop(objects), Long.MAX_VALUE, Decoded.type(Observation.class)),
        seldom(i -> decoded(Topics.DATASET_ROWS, i, end), Decoded.type(DatasetRow.class)),
        seldom(i -> decoded(Topics.OBJECT_EDITS, i, edit), Decoded.type(ObjectEdit.class)),
        seldom(i -> ontology.read().get(0), ControlRecord.type()),
        new ObjectifySnapshots(ontology, List::of));
  }

  private static <T> Decoded<T> decoded(String topic, long offset, T value) {
    return new Decoded<>(topic, 0, offset, value, null);
  }

  /** The other inputs: open, as they are in the job, with a record each five seconds. */
  private static <T> Source<T, ?, ?> seldom(
      GeneratorFunction<Long, T> records, TypeInformation<T> type) {
    return new DataGeneratorSource<>(
        records, Long.MAX_VALUE, RateLimiterStrategy.perSecond(0.2), type);
  }

  /** How many objects are there. */
  long objects() {
    return counts.objects();
  }

  /** Returns when all objects are there. */
  void fill() throws Exception {
    await(() -> counts.objects() >= objects);
  }

  /**
   * Observations per second, from now on.
   *
   * @param warmUp nanoseconds
   * @param turn nanoseconds
   */
  Rate rate(long warmUp, long turn) throws Exception {
    long begin = System.nanoTime();
    await(() -> System.nanoTime() - begin >= warmUp);
    long kept = counts.observations();
    long used = processor();
    long from = System.nanoTime();
    await(() -> System.nanoTime() - from >= turn);
    double observations = counts.observations() - kept;
    return new Rate(
        observations * 1e9 / (System.nanoTime() - from), observations * 1e9 / (processor() - used));
  }

  /** The bytes that an object takes in a savepoint; the job ends with it. */
  double bytesAnObject() throws Exception {
    Path folder = Files.createTempDirectory("millrace-savepoint");
    try {
      String savepoint =
          job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
              .get();
      return (double) StateSize.keyed(savepoint) / objects;
    } finally {
      DirectoryTree.delete(folder);
    }
  }

  private void await(BooleanSupplier done) throws Exception {
    long last = -1;
    long since = System.nanoTime();
    while (!done.getAsBoolean()) {
      long now = counts.observations();
      if (now != last) {
        last = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new StackException("Nothing has come out of the job for " + PATIENCE);
      }
      if (job.getJobExecutionResult().isDone()) {
        job.getJobExecutionResult().get();
        throw new IllegalStateException("The job has ended");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** The processor time that this JVM has taken: nanoseconds. */
  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  @Override
  public void close() throws Exception {
    try {
      if (!job.getJobExecutionResult().isDone()) {
        job.cancel().get(1, TimeUnit.MINUTES);
      }
      job.getJobExecutionResult().get(1, TimeUnit.MINUTES);
    } catch (ExecutionException | CancellationException e) {
      // Cancelled, as it was asked to; a failure has been seen while it was waited for.
    } catch (IllegalStateException e) {
      // Stopped with a savepoint, and its cluster with it.
    } finally {
      Counts.forget(run);
    }
  }
}
