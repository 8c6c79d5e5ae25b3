package io.millrace.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdinaryUserTest {
  @TempDir Path directory;

  @Test
  void aCommandDoesNotSeeItselfAsRootAndOwnsOurFiles() throws Exception {
    OrdinaryUser.check();
    Path output = directory.resolve("out");
    Path ours = Files.writeString(directory.resolve("ours"), "x");

    Commands.run(
        OrdinaryUser.command(
            List.of("sh", "-c", "id -u && chmod 600 " + ours + " && stat -c %u " + ours)),
        Map.of(),
        output);

    List<String> lines = Files.readAllLines(output);
    assertThat(lines.get(0)).isNotEqualTo("0");
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
  }
}
