package io.millrace.local.cli;

import io.millrace.local.setup.IndexTemplates;
import io.millrace.local.setup.SchemaSetup;
import io.millrace.local.setup.TopicSetup;
import io.millrace.schemas.Topic;
import io.millrace.schemas.TopicCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets up servers that are not the embedded stack's. */
@Command(
    name = "setup",
    description = {
      "Creates topics, schemas and index templates on given servers; what stands already stays.",
      "Tables are made by the service when it starts. up does all this by itself."
    },
    mixinStandardHelpOptions = true)
public final class SetupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerAddresses servers = new ServerAddresses();

  @Option(
      names = "--replication",
      defaultValue = "-1",
      description = "Copies of each new topic; the cluster decides without it.")
  private short replication;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Topic> topics = TopicCatalogue.topics();
    new TopicSetup(servers.kafka(), replication).apply(topics).forEach(out::println);
    new SchemaSetup(servers.registry()).apply(topics);
    List<String> templates = new IndexTemplates(servers.elasticsearch()).put();
    out.printf("Set up: %d topics, their schemas, index templates %s%n", topics.size(), templates);
    out.flush();
    return 0;
  }
}
