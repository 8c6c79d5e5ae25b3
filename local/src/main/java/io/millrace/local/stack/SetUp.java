package io.millrace.local.stack;

import io.millrace.local.config.Addresses;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.setup.IndexTemplates;
import io.millrace.local.setup.SchemaSetup;
import io.millrace.local.setup.TopicSetup;
import io.millrace.schemas.TopicCatalogue;
import java.io.IOException;

/** Topics, schemas and index templates of the stack, each on the server that keeps it. */
record SetUp(StackConfig config, Progress progress) {
  private static final short ONE_BROKER = 1;

  /** Sets up what is missing on this server; most have nothing to be set up. */
  void apply(ServerName server) throws IOException, InterruptedException {
    Addresses at = config.addresses();
    switch (server) {
      case KAFKA ->
          new TopicSetup(at.kafkaBootstrap(), ONE_BROKER)
              .apply(TopicCatalogue.topics())
              .forEach(progress::note);
      case REGISTRY -> new SchemaSetup(at.registryUrl()).apply(TopicCatalogue.topics());
      case ELASTICSEARCH -> new IndexTemplates(at.elasticsearchUrl()).put();
      case MQTT, POSTGRES, S3, JOBMANAGER, TASKMANAGER, SERVICE, BRIDGE -> {}
    }
  }
}
