package io.millrace.service.outbox;

import static io.millrace.service.stack.Documents.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.schemas.Topics;
import io.millrace.service.stack.ControlTopic;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadershipITCase {
  @Test
  void oneOfTwoInstancesPublishesAndTheOtherTakesOver() throws Exception {
    Stack stack = Stack.shared();
    Map<String, String> settings = stack.settings(stack.createDatabase("leadership"));
    try (RunningService first = RunningService.start(settings);
        RunningService second = RunningService.start(settings);
        ControlTopic topic = new ControlTopic(stack, Topics.CONTROL_RULES)) {
      first.api().putJson("/api/v1/rules/led", rule("led", "t > 1.0"));
      second.api().putJson("/api/v1/rules/led", rule("led", "t > 2.0"));
      await().untilAsserted(() -> assertThat(versions(topic)).containsExactly(1L, 2L));
      first.close();
      second.api().putJson("/api/v1/rules/led", rule("led", "t > 3.0"));
      await()
          .atMost(ControlTopicWriter.DELIVERY_TIMEOUT.plus(Duration.ofSeconds(10)))
          .untilAsserted(() -> assertThat(versions(topic)).containsExactly(1L, 2L, 3L));
    }
  }

  private static List<Long> versions(ControlTopic topic) throws Exception {
    return topic.readAll("led").stream().map(e -> e.definition().getVersion()).toList();
  }
}
