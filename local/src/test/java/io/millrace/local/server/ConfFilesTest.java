package io.millrace.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfFilesTest {
  @TempDir Path directory;

  @Test
  void fillsInEveryName() throws IOException {
    Path file = directory.resolve("conf/elasticsearch.yml");

    ConfFiles.write(
        "elasticsearch.yml",
        file,
        Map.of("port", "9201", "transportPort", "9301", "data", "/d", "logs", "/l"));

    assertThat(file)
        .content()
        .contains("http.port: 9201", "transport.port: 9301", "path.data: \"/d\"")
        .contains("network.host: 127.0.0.1");
  }

  @Test
  void refusesANameWithoutAValue() {
    assertThatThrownBy(() -> ConfFiles.write("elasticsearch.yml", directory.resolve("x"), Map.of()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(directory.resolve("x")).doesNotExist();
  }
}
