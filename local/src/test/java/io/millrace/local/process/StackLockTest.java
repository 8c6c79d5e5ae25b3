package io.millrace.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {
  @TempDir Path directory;

  /** Takes the lock given as argument; ends with 7 if another process has it. */
  static final class Taker {
    private Taker() {}

    public static void main(String[] args) {
      try (StackLock lock = StackLock.take(Path.of(args[0]))) {
        System.exit(0);
      } catch (io.millrace.local.StackException e) {
        System.exit(7);
      }
    }
  }

  @Test
  void keepsAnotherProcessOutUntilItIsClosed() throws Exception {
    Path file = directory.resolve("lock");
    try (StackLock lock = StackLock.take(file)) {
      assertThat(takeElsewhere(file)).isEqualTo(7);
    }
    assertThat(takeElsewhere(file)).isZero();
  }

  private static int takeElsewhere(Path file) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Taker.class.getName(),
                file.toString()))
        .inheritIO()
        .start()
        .waitFor();
  }
}
