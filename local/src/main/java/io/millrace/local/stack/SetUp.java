package io.millrace.local.stack;

import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.setup.IndexTemplates;
import io.millrace.local.setup.SchemaSetup;
import io.millrace.local.setup.TopicSetup;
import io.millrace.schemas.Topic;
import io.millrace.schemas.TopicCatalogue;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Topics, schemas and index templates on those servers of the stack that are there. */
record SetUp(StackConfig config, Progress progress) {
  private static final short ONE_BROKER = 1;

  /** The servers that something is set up on. */
  static final Set<ServerName> SERVERS =
      Set.of(ServerName.KAFKA, ServerName.REGISTRY, ServerName.ELASTICSEARCH);

  /** Sets up what is missing on these servers. */
  void apply(Set<ServerName> servers) throws IOException, InterruptedException {
    List<Topic> topics = TopicCatalogue.topics();
    if (servers.contains(ServerName.KAFKA)) {
      new TopicSetup(config.addresses().kafkaBootstrap(), ONE_BROKER)
          .apply(topics)
          .forEach(progress::note);
    }
    if (servers.contains(ServerName.REGISTRY)) {
      new SchemaSetup(config.addresses().registryUrl()).apply(topics);
    }
    if (servers.contains(ServerName.ELASTICSEARCH)) {
      new IndexTemplates(config.addresses().elasticsearchUrl()).put();
    }
  }
}
