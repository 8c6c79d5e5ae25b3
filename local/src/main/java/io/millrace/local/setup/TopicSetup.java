package io.millrace.local.setup;

import io.millrace.schemas.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings a Kafka cluster in line with the topic catalogue.
 *
 * @param bootstrapServers of the cluster
 * @param replication copies of each new topic; -1 leaves it to the cluster
 */
public record TopicSetup(String bootstrapServers, short replication) {

  /**
   * Creates the topics that are missing and leaves the others as they are.
   *
   * @return a sentence for each topic that stands but differs from the catalogue
   */
  public List<String> apply(List<Topic> topics) throws IOException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          topics.stream()
              .filter(topic -> !present.contains(topic.name()))
              .map(this::create)
              .toList();
      admin.createTopics(missing).all().get();
      return differences(
          admin, topics.stream().filter(topic -> present.contains(topic.name())).toList());
    } catch (ExecutionException e) {
      throw new IOException("Kafka refused to set up topics: " + e.getCause(), e);
    }
  }

  private NewTopic create(Topic topic) {
    return new NewTopic(topic.name(), topic.partitions(), replication).configs(topic.config());
  }

  private static List<String> differences(Admin admin, List<Topic> topics)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> described =
        admin.describeTopics(topics.stream().map(Topic::name).toList()).allTopicNames().get();
    Map<ConfigResource, Config> configs =
        admin.describeConfigs(topics.stream().map(TopicSetup::resource).toList()).all().get();
    List<String> differences = new ArrayList<>();
    for (Topic topic : topics) {
      differences.addAll(
          differences(topic, described.get(topic.name()), configs.get(resource(topic))));
    }
    return differences;
  }

  private static List<String> differences(
      Topic topic, @Nullable TopicDescription description, @Nullable Config config) {
    List<String> differences = new ArrayList<>();
    if (description == null || config == null) {
      return differences;
    }
    int partitions = description.partitions().size();
    if (partitions != topic.partitions()) {
      differences.add(
          sentence(topic, "partitions", Integer.toString(topic.partitions()), partitions + ""));
    }
    topic
        .config()
        .forEach(
            (key, wanted) -> {
              ConfigEntry entry = config.get(key);
              String found = entry == null ? "nothing" : entry.value();
              if (!wanted.equals(found)) {
                differences.add(sentence(topic, key, wanted, found));
              }
            });
    return differences;
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static String sentence(Topic topic, String what, String wanted, String found) {
    return "Topic %s has %s %s, the catalogue says %s".formatted(topic.name(), what, found, wanted);
  }
}
