package io.millrace.local.projection;

import io.millrace.local.StackException;
import io.millrace.local.flink.FlinkRest;
import io.millrace.local.flink.RunningJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The job on the cluster that fills new indexes. */
final class RebuildJob {
  private static final String MAIN = "io.millrace.jobs.projection.ProjectionRebuildJob";
  private static final Duration POLL = Duration.ofMillis(500);

  private final FlinkRest flink;
  private final Path jar;
  private final List<String> common;
  private final String store;

  /**
   * @param common arguments of every run
   * @param store root of the event store as the cluster reaches it
   */
  RebuildJob(String flinkUrl, Path jar, List<String> common, String store) {
    this.flink = new FlinkRest(flinkUrl);
    this.jar = jar;
    this.common = List.copyOf(common);
    this.store = store;
  }

  /** Runs it over the whole store and what Kafka has until then; returns when it has ended. */
  void all(Set<String> aliases, Offsets until) throws IOException, InterruptedException {
    List<String> arguments = arguments(aliases, until);
    arguments.addAll(List.of("--rebuild.store", store));
    run(arguments);
  }

  /** Runs it over a stretch of the topic. */
  void some(Set<String> aliases, Offsets from, Offsets until)
      throws IOException, InterruptedException {
    List<String> arguments = arguments(aliases, until.beyond(from));
    arguments.addAll(List.of("--rebuild.from", from.text()));
    run(arguments);
  }

  private List<String> arguments(Set<String> aliases, Offsets until) {
    List<String> arguments = new ArrayList<>(common);
    arguments.addAll(List.of("--rebuild.aliases", String.join(",", aliases)));
    if (!until.byPartition().isEmpty()) {
      arguments.addAll(List.of("--rebuild.until", until.text()));
    }
    return arguments;
  }

  private void run(List<String> arguments) throws IOException, InterruptedException {
    String uploaded = flink.upload(jar);
    String id;
    try {
      id = flink.run(uploaded, MAIN, arguments, null);
    } finally {
      flink.delete(uploaded);
    }
    while (true) {
      RunningJob job =
          flink.jobs().stream()
              .filter(each -> each.id().equals(id))
              .findFirst()
              .orElseThrow(() -> new StackException("Flink has lost the job " + id));
      if (job.state().equals("FINISHED")) {
        return;
      }
      if (job.hasEnded()) {
        String reason = flink.failure(id).orElse("no error is known");
        throw new StackException("The rebuild is " + job.state() + ": " + reason);
      }
      Thread.sleep(POLL.toMillis());
    }
  }
}
