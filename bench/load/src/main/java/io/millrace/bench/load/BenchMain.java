package io.millrace.bench.load;

import io.millrace.bench.flink.FlinkRuleBench;
import io.millrace.bench.nab.NabBench;
import io.millrace.bench.objectify.ObjectifyBench;
import io.millrace.bench.projection.ProjectionBench;
import io.millrace.bench.projection.RebuildBench;
import io.millrace.bench.rules.RuleBench;
import io.millrace.local.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./millrace bench}: how fast the jobs are here. */
@Command(
    name = "bench",
    description = {
      "Measures the ingest job on a stack of its own: Kafka, registry and Flink as up starts them,"
          + " on free ports, removed at the end. Prints ratios of two jobs that take turns.",
      "Measures without any server: nab, rules, rules-flink, objectify.",
      "Measures the projection beside Elasticsearch's own client: projection; and beside a rebuild:"
          + " rebuild."
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      IngestBench.class,
      DedupBench.class,
      LatencyBench.class,
      NabBench.class,
      RuleBench.class,
      FlinkRuleBench.class,
      ObjectifyBench.class,
      ProjectionBench.class,
      RebuildBench.class
    })
public final class BenchMain {
  private BenchMain() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** All commands; a failure with a sentence for people shows the sentence and no stack trace. */
  public static CommandLine commandLine() {
    return new CommandLine(new BenchMain())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof StackException) {
                command.getErr().println("millrace: " + failure.getMessage());
                return 1;
              }
              throw failure;
            });
  }
}
