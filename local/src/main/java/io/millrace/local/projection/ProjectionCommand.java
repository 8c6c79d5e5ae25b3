package io.millrace.local.projection;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./millrace projection}: the search indexes, from the command line. */
@Command(
    name = "projection",
    description = "Rebuilds the search indexes from the events, and holds them against these.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      StatusCommand.class,
      RebuildCommand.class,
      RollbackCommand.class,
      VerifyCommand.class
    })
public final class ProjectionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say which: status, rebuild, rollback or verify");
  }
}
