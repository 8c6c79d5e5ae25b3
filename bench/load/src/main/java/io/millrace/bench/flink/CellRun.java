package io.millrace.bench.flink;

import com.sun.management.OperatingSystemMXBean;
import io.millrace.bench.flink.Progress.Mark;
import io.millrace.local.StackException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** Runs of the job of a cell, each on a Flink cluster of its own in this JVM. */
final class CellRun {
  private static final long POLL_MILLIS = 5;

  /** A job that has not come that far by then never will. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Cell cell;
  private final Judge judge;

  CellRun(Cell cell, Judge judge) {
    this.cell = cell;
    this.judge = judge;
  }

  /** The matches in the first observations of the stream. */
  long matches(long observations) throws Exception {
    String run = CellJob.newRun();
    try {
      CellJob.build(cell, judge, observations, run).execute(name());
      return Progress.of(run).matches();
    } finally {
      Progress.forget(run);
    }
  }

  /**
   * Observations per second, after a warm-up that begins with the first watermark.
   *
   * @param warmUp nanoseconds
   * @param turn nanoseconds
   */
  Rate rate(long warmUp, long turn) throws Exception {
    try (Running job = new Running()) {
      long first = job.await(nanos -> true).nanos();
      Mark begin = job.await(nanos -> nanos - first >= warmUp);
      long used = processor();
      Mark end = job.await(nanos -> nanos - begin.nanos() >= turn && nanos > begin.nanos());
      used = processor() - used;
      double observations =
          ObservationLoop.observations(cell.devices(), end.eventTime() - begin.eventTime());
      return new Rate(
          observations * 1e9 / (end.nanos() - begin.nanos()), observations * 1e9 / used);
    }
  }

  /** The processor time that this JVM has taken: nanoseconds. */
  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /**
   * Lets the job run until it has seen so much of event time.
   *
   * @param span milliseconds
   */
  <T> T after(long span, Action<T> action) throws Exception {
    try (Running job = new Running()) {
      long first = job.awaitMark(mark -> true).eventTime();
      job.awaitMark(mark -> mark.eventTime() - first >= span);
      return action.run(job.client);
    }
  }

  /** What is done with a job that runs. */
  @FunctionalInterface
  interface Action<T> {
    T run(JobClient job) throws Exception;
  }

  private String name() {
    return judge + " " + cell;
  }

  /** A job without an end; closing it ends it. */
  private final class Running implements AutoCloseable {
    private final String run = CellJob.newRun();
    private final JobClient client;
    private final CompletableFuture<JobExecutionResult> end;

    Running() throws Exception {
      client = CellJob.build(cell, judge, CellJob.ENDLESS, run).executeAsync(name());
      end = client.getJobExecutionResult();
    }

    Mark await(LongPredicate nanos) throws Exception {
      return awaitMark(mark -> nanos.test(mark.nanos()));
    }

    Mark awaitMark(Predicate<Mark> wanted) throws Exception {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        Mark mark = Progress.of(run).mark();
        if (mark != null && wanted.test(mark)) {
          return mark;
        }
        if (end.isDone()) {
          end.get();
          throw new IllegalStateException("The job has ended: " + name());
        }
        Thread.sleep(POLL_MILLIS);
      }
      throw new StackException(name() + " has not come far enough in " + PATIENCE);
    }

    @Override
    public void close() throws Exception {
      try {
        if (!end.isDone()) {
          client.cancel().get(1, TimeUnit.MINUTES);
        }
      } catch (IllegalStateException e) {
        // Stopped with a savepoint: its cluster goes with it, and a job that is gone is at its end.
      }
      try {
        end.get(1, TimeUnit.MINUTES);
      } catch (ExecutionException | java.util.concurrent.CancellationException e) {
        // Cancelled, as it was asked to; a failure has been seen while it was waited for.
      } finally {
        Progress.forget(run);
      }
    }
  }
}
