package io.millrace.local.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./millrace dead-letters}: what the jobs could not use, from the command line. */
@Command(
    name = "dead-letters",
    description = "Finds what the jobs could not use, tries a mapping on it, and sends it again.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {ListCommand.class, ShowCommand.class, TryCommand.class, ReplayCommand.class})
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: list, show, try or replay");
  }
}
