package io.millrace.local.events;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./millrace events}: the event store, from the command line. */
@Command(
    name = "events",
    description = "Reads, seals and proves the event store: every change of every object.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {HistoryCommand.class, VerifyCommand.class, SealCommand.class})
public final class EventsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: show, verify or seal");
  }
}
