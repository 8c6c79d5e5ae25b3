package io.millrace.local;

import io.millrace.local.backtest.BacktestCommand;
import io.millrace.local.backtest.ExplainCommand;
import io.millrace.local.cli.BenchCommand;
import io.millrace.local.cli.DownCommand;
import io.millrace.local.cli.LogsCommand;
import io.millrace.local.cli.MqttBridgeCommand;
import io.millrace.local.cli.ResetCommand;
import io.millrace.local.cli.SetupCommand;
import io.millrace.local.cli.StatusCommand;
import io.millrace.local.cli.SubmitCommand;
import io.millrace.local.cli.UpCommand;
import io.millrace.local.conformance.ConformanceCommand;
import io.millrace.local.conformance.FuzzCommand;
import io.millrace.local.deadletters.DeadLettersCommand;
import io.millrace.local.demo.DemoCommand;
import io.millrace.local.events.EventsCommand;
import io.millrace.local.load.LoadCommand;
import io.millrace.local.map.InferCommand;
import io.millrace.local.map.MapCommand;
import io.millrace.local.ontology.OntologyCommand;
import io.millrace.local.projection.ProjectionCommand;
import io.millrace.local.tpch.TpchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./millrace}: the embedded stack from the command line. */
@Command(
    name = "millrace",
    description =
        "Runs Millrace on this machine: Kafka, MQTT, registry, PostgreSQL, Elasticsearch, S3, Flink.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "Millrace 0.1.0-SNAPSHOT",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      ResetCommand.class,
      SetupCommand.class,
      SubmitCommand.class,
      DemoCommand.class,
      MapCommand.class,
      DeadLettersCommand.class,
      InferCommand.class,
      OntologyCommand.class,
      LoadCommand.class,
      TpchCommand.class,
      EventsCommand.class,
      ProjectionCommand.class,
      BacktestCommand.class,
      ExplainCommand.class,
      ConformanceCommand.class,
      FuzzCommand.class,
      MqttBridgeCommand.class,
      BenchCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** All commands; a failure with a sentence for people shows the sentence and no stack trace. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
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
