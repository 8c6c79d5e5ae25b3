package io.millrace.local.cli;

import io.millrace.local.config.ServerName;
import io.millrace.local.process.StackLock;
import io.millrace.local.stack.ServerState;
import io.millrace.local.stack.Stack;
import io.millrace.local.stack.StopAtExit;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings the stack up. */
@Command(
    name = "up",
    description = {
      "Starts the stack, sets up topics, schemas, tables and indexes, and submits the jobs.",
      "What runs already stays. Ctrl-C before it is up stops what was started."
    },
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SERVER",
      description = "Start only these servers, separated by commas, and no jobs.")
  private List<String> only = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = options.stack(new ConsoleProgress(out));
    try (StackLock lock = stack.lock();
        StopAtExit untilUp = stack.stopAtExit()) {
      start(stack);
    }
    long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    List<ServerState> servers = stack.state();
    out.println();
    new StackTable(stack.addresses()).print(servers, out);
    out.printf(
        "%nUp: %s after %.1f s; %.2f GB resident in all%n",
        only.isEmpty() ? "all jobs run" : "all asked for is ready",
        millis / 1000.0,
        servers.stream().mapToLong(ServerState::residentBytes).sum() / 1e9);
    out.flush();
    return 0;
  }

  private void start(Stack stack) {
    if (only.isEmpty()) {
      stack.up();
    } else {
      stack.start(only.stream().map(ServerName::of).collect(Collectors.toSet()));
    }
  }
}
