package io.millrace.local.cli;

import io.millrace.local.StackException;
import io.millrace.local.config.ServerName;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a server has logged. */
@Command(
    name = "logs",
    description = "Shows the end of a server's log.",
    mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Parameters(
      paramLabel = "NAME",
      description = "kafka, registry, postgres, elasticsearch, jobmanager, taskmanager or service")
  private String name = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what is added until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      description = "How many lines to begin with; ${DEFAULT-VALUE} without it.",
      defaultValue = "100")
  private int lines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path log = options.config().log(ServerName.of(name));
    if (!Files.exists(log)) {
      throw new StackException(name + " has not logged anything: " + log + " is not there");
    }
    PrintStream out = System.out;
    LogTail tail = new LogTail(log);
    tail.last(lines, out);
    if (follow) {
      tail.follow(out);
    }
    return 0;
  }
}
