package io.millrace.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.flink.core.execution.JobClient;

/** A job that runs, and how far it is. */
final class BenchJob implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final JobClient job;
  private final FlinkFigures figures;
  private final Supplier<Duration> cpu;
  private final List<Sample> samples = new ArrayList<>();

  BenchJob(JobClient job, String flinkUrl, Supplier<Duration> cpu) {
    this.job = job;
    this.figures = new FlinkFigures(flinkUrl, job.getJobID().toString());
    this.cpu = cpu;
  }

  /**
   * How far the job was at a time.
   *
   * @param nanos of this JVM's clock
   * @param messages read by the source since the start
   * @param cpu processor time of the whole TaskManager since its start
   */
  record Sample(long nanos, long messages, Duration cpu) {
    double secondsSince(Sample earlier) {
      return (nanos - earlier.nanos) / 1e9;
    }
  }

  /**
   * Lets the job warm up, then measures it.
   *
   * @param warmUp least time from its first message on
   * @param least messages that come before the measurement too
   * @param measure for how long, at most
   * @param all messages that there are: the measurement ends before they do
   */
  Throughput measure(Duration warmUp, long least, Duration measure, long all)
      throws IOException, InterruptedException {
    Sample first = sampleWhen(sample -> sample.messages() > 0);
    double warm = warmUp.toMillis() / 1000.0;
    Sample from =
        sampleWhen(sample -> sample.secondsSince(first) >= warm && sample.messages() >= least);
    double length = measure.toMillis() / 1000.0;
    Sample to = from;
    Sample next = from;
    while (next.messages() < all && next.secondsSince(from) < length) {
      to = next;
      next = sample();
    }
    if (next.messages() < all) {
      to = next;
    }
    return new Throughput(
        to.messages() - from.messages(), to.secondsSince(from), to.cpu().minus(from.cpu()));
  }

  /** Messages that the source had read at a time, reckoned between two samples. */
  long messagesAt(long nanos) {
    Sample before = samples.get(0);
    for (Sample sample : samples) {
      if (sample.nanos() > nanos && sample.nanos() > before.nanos()) {
        double part = (nanos - before.nanos()) / (double) (sample.nanos() - before.nanos());
        return before.messages() + Math.round(part * (sample.messages() - before.messages()));
      }
      before = sample;
    }
    return before.messages();
  }

  /** What Flink tells of checkpoints. */
  JsonNode checkpoints() throws IOException, InterruptedException {
    return figures.checkpoints();
  }

  /** Waits one period and looks how far the job is. */
  Sample sample() throws IOException, InterruptedException {
    Thread.sleep(PERIOD.toMillis());
    Sample sample = new Sample(System.nanoTime(), figures.messagesRead(), cpu.get());
    samples.add(sample);
    return sample;
  }

  private Sample sampleWhen(Predicate<Sample> condition) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < LIMIT.toNanos()) {
      Sample sample = sample();
      if (condition.test(sample)) {
        return sample;
      }
    }
    throw new IOException("The job is not where it should be after " + LIMIT);
  }

  /** Cancels the job and waits for its end. */
  @Override
  public void close() throws InterruptedException, ExecutionException {
    job.cancel().get();
    while (!job.getJobStatus().get().isGloballyTerminalState()) {
      Thread.sleep(50);
    }
  }
}
