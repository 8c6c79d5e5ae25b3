package io.millrace.local.projection;

import io.millrace.store.ObjectStore;
import io.millrace.udfs.ontology.Ontology;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds indexes anew. */
@Command(
    name = "rebuild",
    description = {
      "Fills a new index from the event store and Kafka, with the fields of the present ontology,"
          + " compares it with the events and lets the alias lead to it. The projection job goes"
          + " on meanwhile. The old index is kept for a rollback."
    },
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ProjectionOptions options = new ProjectionOptions();

  @Parameters(paramLabel = "TYPE", description = "An object type, a link type, or all.")
  private String type = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    SearchServer server = options.server();
    Ontology ontology = options.ontology();
    Set<String> aliases = Rebuild.aliases(type, new Indexes(server).aliases(), ontology);
    try (EventTopic topic = options.topic();
        ObjectStore store = options.store()) {
      new Rebuild(server, topic, out).run(aliases, ontology, options.job(), store);
    }
    return 0;
  }
}
