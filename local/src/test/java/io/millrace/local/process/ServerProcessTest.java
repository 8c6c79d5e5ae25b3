package io.millrace.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  private static final Duration GRACE = Duration.ofSeconds(5);
  @TempDir Path directory;
  private PidFile pidFile;
  private ServerProcess server;

  @BeforeEach
  void describe() {
    pidFile = new PidFile(directory.resolve("server.pid"));
    server = new ServerProcess(pidFile);
  }

  @AfterEach
  void end() throws Exception {
    server.kill();
  }

  @Test
  void outlivesItsStarterAndIsFoundByItsPidFile() throws Exception {
    start("sleep 60");

    assertThat(new ServerProcess(pidFile).running()).isPresent();
  }

  @Test
  void stopsWithWhatItHasStarted() throws Exception {
    ProcessRef started = start("sleep 60 & sleep 60");
    List<ProcessHandle> family = family(started, 3);

    server.stop("TERM", GRACE);

    assertThat(family).noneMatch(ProcFs::runs);
    assertThat(server.running()).isEmpty();
    assertThat(pidFile.path()).doesNotExist();
  }

  @Test
  void isMadeToEndIfItDoesNotListen() throws Exception {
    ProcessRef started = start("trap '' TERM; echo deaf; while true; do sleep 0.1; done");
    await().until(() -> output().contains("deaf"));

    server.stop("TERM", Duration.ofMillis(300));

    assertThat(started.running()).isEmpty();
  }

  @Test
  void endsInGoodOrderIfItDoesListen() throws Exception {
    start("trap 'echo orderly; exit 0' INT; echo ready; while true; do sleep 0.1; done");
    await().until(() -> output().contains("ready"));

    server.stop("INT", GRACE);

    assertThat(output()).contains("orderly");
  }

  @Test
  void whatADeadServerLeftBehindIsEndedToo() throws Exception {
    ProcessRef started = start("sleep 60 & sleep 60");
    List<ProcessHandle> family = family(started, 3);
    family.get(0).destroyForcibly();
    await().until(() -> !ProcFs.runs(family.get(0)));
    assertThat(family.get(1)).matches(ProcFs::runs);

    server.stop("TERM", GRACE);

    assertThat(family).noneMatch(ProcFs::runs);
  }

  @Test
  void keepsTheOutputOfTheLastRun() throws Exception {
    start("echo first");
    await().until(() -> output().contains("first"));
    start("echo second");
    await().until(() -> output().contains("second"));

    assertThat(directory.resolve("server.log.1")).hasContent("first");
  }

  @Test
  void doesNotGetTheVariablesOfOtherServers() throws Exception {
    start("env; echo end");
    await().until(() -> output().contains("end"));

    assertThat(output()).contains("OURS=yes", "PATH=").doesNotContain("JAVA_HOME=", "MAVEN_");
  }

  private ProcessRef start(String script) throws IOException {
    return server.start(
        new ProcessSpec(
            List.of("sh", "-c", script),
            Map.of("OURS", "yes"),
            directory,
            directory.resolve("server.log")));
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("server.log"));
  }

  private static List<ProcessHandle> family(ProcessRef started, int size) {
    ProcessHandle parent = started.running().orElseThrow();
    await().until(() -> parent.descendants().count() == size - 1);
    return Stream.concat(Stream.of(parent), parent.descendants()).toList();
  }
}
