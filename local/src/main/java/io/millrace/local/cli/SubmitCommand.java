package io.millrace.local.cli;

import io.millrace.local.flink.JobCatalogue;
import io.millrace.local.flink.Jobs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the jobs on a cluster that is not the embedded stack's. */
@Command(
    name = "submit",
    description = {
      "Submits the jobs that do not run to a given Flink session cluster and waits until they run.",
      "Each goes on from its newest savepoint or checkpoint below --state. up does all this by"
          + " itself."
    },
    mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {
  @Mixin private ServerAddresses servers = new ServerAddresses();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--flink",
      required = true,
      paramLabel = "URL",
      description = "Flink's REST API, without a slash at the end.")
  private String flink = "";

  @Option(
      names = "--jar",
      required = true,
      paramLabel = "FILE",
      description = "The jobs: jobs/target/millrace-jobs.jar.")
  private Path jar = Path.of("");

  @Option(
      names = "--store",
      required = true,
      paramLabel = "ROOT",
      description =
          "Where the event store is, as the cluster reaches it: s3://BUCKET/PREFIX or"
              + " file:///FOLDER.")
  private String store = "";

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description =
          "Where the cluster keeps checkpoints/ and savepoints/, under the same path for both.")
  private Path state = Path.of("");

  @Option(
      names = "--datasets",
      paramLabel = "DIR",
      defaultValue = "datasets",
      description =
          "Folder of data sets as the cluster sees it, or s3://bucket/prefix (${DEFAULT-VALUE}).")
  private String datasets = "datasets";

  @Mixin private PostgresAddress postgres = new PostgresAddress();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Jobs jobs =
        new Jobs(
            flink,
            jar,
            JobCatalogue.jobs(
                new JobCatalogue.Targets(
                    servers.kafka(),
                    servers.registry(),
                    servers.elasticsearch(),
                    datasets,
                    List.of("--store.root", store),
                    postgres.options())),
            state.toAbsolutePath());
    jobs.start();
    jobs.running().forEach(job -> out.printf("%-20s %s%n", job.name(), job.state()));
    out.flush();
    return 0;
  }
}
