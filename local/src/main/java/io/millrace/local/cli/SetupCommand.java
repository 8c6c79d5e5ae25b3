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

  @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT", description = "Brokers.")
  private String kafka = "";

  @Option(
      names = "--registry",
      required = true,
      paramLabel = "URL",
      description = "Confluent API of the schema registry.")
  private String registry = "";

  @Option(
      names = "--elasticsearch",
      required = true,
      paramLabel = "URL",
      description = "Elasticsearch, without a slash at the end.")
  private String elasticsearch = "";

  @Option(
      names = "--replication",
      defaultValue = "-1",
      description = "Copies of each new topic; the cluster decides without it.")
  private short replication;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Topic> topics = TopicCatalogue.topics();
    new TopicSetup(kafka, replication).apply(topics).forEach(out::println);
    new SchemaSetup(registry).apply(topics);
    List<String> templates = new IndexTemplates(elasticsearch).put();
    out.printf("Set up: %d topics, their schemas, index templates %s%n", topics.size(), templates);
    out.flush();
    return 0;
  }
}
