package io.millrace.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidFileTest {
  @TempDir Path directory;

  @Test
  void findsTheProcessAgain() throws IOException {
    ProcessRef here = ProcessRef.of(ProcessHandle.current()).orElseThrow();
    PidFile file = new PidFile(directory.resolve("run/here.pid"));

    file.write(here);

    assertThat(file.read()).contains(here);
    assertThat(file.read().orElseThrow().running()).contains(ProcessHandle.current());
  }

  @Test
  void aLaterProcessWithTheSamePidIsNotTakenForIt() {
    Instant earlier = Instant.now().minus(Duration.ofDays(1));
    ProcessRef gone = new ProcessRef(ProcessHandle.current().pid(), earlier);

    assertThat(gone.running()).isEmpty();
  }

  @Test
  void thereIsNoneWithoutAFile() {
    assertThat(new PidFile(directory.resolve("none.pid")).read()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "x\n2026-01-01T00:00:00Z", "17\nyesterday"})
  void norIsThereInAFileOfSomethingElse(String content) throws IOException {
    Path path = directory.resolve("broken.pid");
    Files.writeString(path, content);

    assertThat(new PidFile(path).read()).isEmpty();
  }
}
