package io.millrace.local.cli;

import io.millrace.local.process.StackLock;
import io.millrace.local.stack.Stack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes the stack down. */
@Command(
    name = "down",
    description = "Stops the jobs with savepoints and then all servers. Data stays.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = options.stack(new ConsoleProgress(out));
    try (StackLock lock = stack.lock()) {
      stack.stop();
    }
    out.println("Down: no process is left; data stays in " + stack.config().data());
    out.flush();
    return 0;
  }
}
