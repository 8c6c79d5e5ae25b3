package io.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
  @Test
  void namesEveryTopicOnceAndInKebabCase() {
    List<String> names = TopicCatalogue.topics().stream().map(Topic::name).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    assertThat(names)
        .contains(
            Topics.DEVICE_MESSAGES,
            Topics.OBSERVATIONS,
            Topics.OBJECT_EVENTS,
            Topics.OBJECT_COMMANDS,
            Topics.DEVICE_COMMANDS,
            Topics.COMMAND_OUTCOMES,
            Topics.ALERTS,
            Topics.DEAD_LETTERS,
            Topics.CONTROL_DEVICES,
            Topics.CONTROL_MAPPINGS,
            Topics.CONTROL_RULES,
            Topics.CONTROL_ACKS);
  }

  @Test
  void controlTopicsAreCompactedAndInOnePartitionSoThatTheyKeepTheirOrder() {
    assertThat(TopicCatalogue.topics())
        .filteredOn(topic -> topic.name().startsWith("control-"))
        .isNotEmpty()
        .allSatisfy(
            topic -> {
              assertThat(topic.config()).containsEntry("cleanup.policy", "compact");
              assertThat(topic.partitions()).isEqualTo(1);
              assertThat(topic.valueSchema()).isPresent();
            });
  }

  @Test
  void aDeadLetterHoldsTheLargestMessage() {
    assertThat(limit(Topics.DEAD_LETTERS)).isGreaterThan(limit(Topics.DEVICE_MESSAGES));
  }

  private static long limit(String name) {
    return TopicCatalogue.topics().stream()
        .filter(topic -> topic.name().equals(name))
        .mapToLong(topic -> Long.parseLong(topic.config().get("max.message.bytes")))
        .findFirst()
        .orElseThrow();
  }
}
