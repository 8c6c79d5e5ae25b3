package io.millrace.local.projection;

import io.millrace.local.StackException;
import io.millrace.udfs.ontology.Ontology;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a rebuild back. */
@Command(
    name = "rollback",
    description = {
      "Lets the alias lead to the index that the last rebuild swapped out, and writes into it what"
          + " came since, as far as Kafka still has it."
    },
    mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ProjectionOptions options = new ProjectionOptions();

  @Parameters(paramLabel = "TYPE", description = "An object type, a link type, or all.")
  private String type = "";

  @Override
  public Integer call() throws IOException {
    SearchServer server = options.server();
    Set<String> aliases = Rebuild.aliases(type, new Indexes(server).aliases(), Ontology.empty());
    try (EventTopic topic = options.topic()) {
      Rebuild rebuild = new Rebuild(server, topic, spec.commandLine().getOut());
      int done = 0;
      for (String alias : aliases) {
        done += rebuild.rollback(alias) ? 1 : 0;
      }
      if (done == 0) {
        throw new StackException("No index was kept of " + type);
      }
    }
    return 0;
  }
}
