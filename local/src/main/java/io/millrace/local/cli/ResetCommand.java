package io.millrace.local.cli;

import io.millrace.local.config.StackConfig;
import io.millrace.local.install.DirectoryTree;
import io.millrace.local.process.StackLock;
import io.millrace.local.stack.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Forgets everything. */
@Command(
    name = "reset",
    description = "Stops the stack and deletes its data and logs, after asking. Programs stay.",
    mixinStandardHelpOptions = true)
public final class ResetCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = options.stack(new ConsoleProgress(out));
    StackConfig config = stack.config();
    if (!yes && !confirmed(config, out)) {
      out.println("Nothing was deleted.");
      out.flush();
      return 1;
    }
    try (StackLock lock = stack.lock()) {
      stack.stop();
      for (Path path : List.of(config.data(), config.conf(), config.logs(), config.run())) {
        DirectoryTree.delete(path);
      }
    }
    out.println("Deleted: the next up starts from nothing.");
    out.flush();
    return 0;
  }

  private static boolean confirmed(StackConfig config, PrintWriter out) {
    out.print("Delete all topics, objects, rules and logs in " + config.home() + "? [y/N] ");
    out.flush();
    Scanner in = new Scanner(System.in, Charset.defaultCharset());
    return in.hasNextLine()
        && List.of("y", "yes").contains(in.nextLine().strip().toLowerCase(Locale.ROOT));
  }
}
