package io.millrace.local.flink;

import io.millrace.local.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Starts the jobs of Millrace on a session cluster where they left off, and stops them. */
public final class Jobs {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration START_WITHIN = Duration.ofMinutes(2);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

  private final FlinkRest flink;
  private final Path jar;
  private final List<JobCatalogue.Job> jobs;
  private final JobSnapshots snapshots;

  /**
   * @param flinkUrl of the cluster
   * @param jar that has the jobs
   * @param directory where the cluster keeps checkpoints and savepoints, as it and we see it
   */
  public Jobs(String flinkUrl, Path jar, List<JobCatalogue.Job> jobs, Path directory) {
    this.flink = new FlinkRest(flinkUrl);
    this.jar = jar;
    this.jobs = jobs;
    this.snapshots = new JobSnapshots(directory);
  }

  /**
   * Submits the jobs that do not run, each from its newest savepoint or checkpoint, and waits until
   * every task of every job runs.
   */
  public void start() throws IOException, InterruptedException {
    Set<String> present = running().stream().map(RunningJob::name).collect(Collectors.toSet());
    List<JobCatalogue.Job> missing =
        jobs.stream().filter(job -> !present.contains(job.name())).toList();
    if (!missing.isEmpty()) {
      String uploaded = flink.upload(jar);
      for (JobCatalogue.Job job : missing) {
        Path snapshot = snapshots.newest(job.name()).orElse(null);
        String id = flink.run(uploaded, job.mainClass(), job.arguments(), snapshot);
        snapshots.remember(job.name(), id);
      }
      flink.delete(uploaded);
    }
    awaitRunning();
  }

  /** The jobs that have not ended. */
  public List<RunningJob> running() throws IOException, InterruptedException {
    return flink.jobs().stream().filter(job -> !job.hasEnded()).toList();
  }

  /** Waits until every task of every job runs; an error says why one does not. */
  public void awaitRunning() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(START_WITHIN);
    while (true) {
      List<RunningJob> present = running();
      if (present.size() >= jobs.size() && present.stream().allMatch(RunningJob::isRunning)) {
        return;
      }
      if (present.size() < jobs.size() || Instant.now().isAfter(deadline)) {
        throw new StackException("Not every job runs: " + reasons());
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private String reasons() throws IOException, InterruptedException {
    StringBuilder reasons = new StringBuilder();
    for (RunningJob job : flink.jobs()) {
      if (!job.isRunning()) {
        String failure = flink.failure(job.id()).map(Jobs::firstLines).orElse("no error is known");
        reasons.append("%n  %s is %s: %s".formatted(job.name(), job.state(), failure));
      }
    }
    return reasons.toString();
  }

  private static String firstLines(String stacktrace) {
    return stacktrace
        .lines()
        .filter(line -> !line.startsWith("\t"))
        .limit(3)
        .collect(Collectors.joining(" "));
  }

  /**
   * Stops all jobs, each with a savepoint. One that cannot make it in time is left to its last
   * checkpoint, which stands on the disk.
   */
  public void stop() throws IOException, InterruptedException {
    Map<String, String> requests = new HashMap<>();
    for (RunningJob job : running()) {
      if (job.isRunning()) {
        requests.put(job.id(), flink.stop(job.id(), snapshots.savepoints(job.name())));
      }
    }
    Instant deadline = Instant.now().plus(STOP_WITHIN);
    for (Map.Entry<String, String> request : requests.entrySet()) {
      while (Instant.now().isBefore(deadline)
          && !flink.isStopped(request.getKey(), request.getValue())) {
        Thread.sleep(POLL.toMillis());
      }
    }
  }
}
