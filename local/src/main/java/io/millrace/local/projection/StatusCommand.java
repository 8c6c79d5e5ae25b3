package io.millrace.local.projection;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the indexes of objects and links. */
@Command(
    name = "status",
    description = "Lists the indexes, with the ontology that each was made for.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ProjectionOptions options = new ProjectionOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    new Indexes(options.server()).status().forEach(out::println);
    out.flush();
    return 0;
  }
}
