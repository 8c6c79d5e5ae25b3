package io.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.local.Main;
import io.millrace.local.StackException;
import io.millrace.local.config.Heaps;
import io.millrace.local.config.PortName;
import io.millrace.local.config.RepositoryRoot;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.process.Commands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack that does not come up says why and leaves nothing running. */
class FailedStartITCase {
  /** As a shell has it for a program that Ctrl-C (signal 2) or TERM (15) ended. */
  private static final Map<String, Integer> STATUS = Map.of("INT", 130, "TERM", 143);

  @TempDir Path home;
  private StackConfig config;

  @BeforeEach
  void describe() {
    config = StackConfig.isolated(RepositoryRoot.find(), home);
  }

  @Test
  void aTakenPortIsNamedAndNothingIsStarted() throws IOException {
    int port = config.ports().of(PortName.ELASTICSEARCH_HTTP);
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  new Stack(config, Progress.SILENT)
                      .start(EnumSet.range(ServerName.KAFKA, ServerName.TASKMANAGER)))
          .isInstanceOf(StackException.class)
          .hasMessageStartingWith("Port %d (elasticsearch) is taken", port);
    }

    assertThat(Leftovers.of(home)).isEmpty();
    assertThat(config.logs()).doesNotExist();
  }

  @Test
  void aServerThatEndsAtOnceIsNamedWithItsLastWordsAndTheOthersAreStopped() {
    // A heap that this machine's JVM cannot reserve.
    Heaps heaps = config.heaps().with(Map.of(ServerName.REGISTRY, Integer.MAX_VALUE));

    assertThatThrownBy(
            () ->
                new Stack(config.with(heaps), Progress.SILENT)
                    .start(Set.of(ServerName.REGISTRY, ServerName.POSTGRES, ServerName.KAFKA)))
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("registry ended before it was ready", "registry.log", "heap");

    assertThat(Leftovers.of(home)).isEmpty();
  }

  @Test
  void ctrlCLeavesNothingRunning() throws Exception {
    interrupt("INT");
  }

  @Test
  void neitherDoesTerm() throws Exception {
    interrupt("TERM");
  }

  /** As root of a user namespace that may not make another one, as in a hardened container. */
  @Test
  void rootThatMayNotUnshareIsToldSoInOneSentence() throws Exception {
    List<String> hardened =
        List.of(
            "unshare",
            "--user",
            "--map-root-user",
            "sh",
            "-c",
            "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$0\" \"$@\"");
    Assumptions.assumeTrue(
        Commands.succeeds("unshare", "--user", "--map-root-user", "true"),
        "Skipped: this system permits no user namespaces at all");
    Path output = home.resolve("up.log");

    Process up = up(output, "postgres", hardened);

    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isNotZero();
    assertThat(Files.readString(output)).contains("does not permit unshare").hasLineCount(1);
    assertThat(Leftovers.of(home)).isEmpty();
  }

  private void interrupt(String signal) throws Exception {
    Process up = up(home.resolve("up.log"), "kafka,postgres,elasticsearch", List.of());
    try {
      // Right in the middle: one server is a process already, none can be ready.
      await().atMost(Duration.ofSeconds(60)).until(() -> anyPidFile() || !up.isAlive());
      assertThat(up.isAlive()).as("%s", home.resolve("up.log")).isTrue();

      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + up.pid()).start().waitFor();

      assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).isEqualTo(STATUS.get(signal));
      assertThat(Leftovers.of(home)).isEmpty();
    } finally {
      up.destroyForcibly();
      new Stack(config, Progress.SILENT).stop();
    }
  }

  private boolean anyPidFile() {
    return EnumSet.allOf(ServerName.class).stream()
        .anyMatch(name -> Files.exists(config.pidFile(name)));
  }

  private Process up(Path output, String servers, List<String> wrapper) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dmillrace.root=" + config.root()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("up", "--only", servers));
    config
        .ports()
        .byName()
        .forEach((name, port) -> command.add("--port=" + name.id() + "=" + port));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("MILLRACE_HOME", home.toString());
    return builder.start();
  }
}
