package io.millrace.local.stack;

import static io.millrace.local.config.ServerName.JOBMANAGER;
import static io.millrace.local.config.ServerName.TASKMANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.config.ServerName;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session cluster from a class path: both JVMs find each other, also anew. */
class FlinkClusterITCase {
  private static final Set<ServerName> CLUSTER = Set.of(JOBMANAGER, TASKMANAGER);
  @TempDir Path home;

  @Test
  void aTaskManagerIsReplacedAndAClusterEndsWithoutATrace() {
    try (Stack stack = Stack.isolated(home)) {
      stack.start(CLUSTER);
      assertThat(stack.jobs()).isEmpty();

      stack.kill(TASKMANAGER);
      assertThat(state(stack, TASKMANAGER).word()).isEqualTo("stopped");
      stack.start(TASKMANAGER);

      assertThat(state(stack, TASKMANAGER).word()).isEqualTo("ready");
      assertThat(state(stack, TASKMANAGER).residentBytes()).isBetween(50_000_000L, 1_200_000_000L);
    }
    assertThat(Leftovers.of(home)).isEmpty();
  }

  private static ServerState state(Stack stack, ServerName name) {
    return stack.state().stream().filter(s -> s.name() == name).findFirst().orElseThrow();
  }
}
