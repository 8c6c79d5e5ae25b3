package io.millrace.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "down",
        "status",
        "logs",
        "reset",
        "setup",
        "submit",
        "projection",
        "map",
        "backtest",
        "explain"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: millrace " + command, "--help");
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("  " + command);
  }

  @Test
  void aFailureIsASentenceAndNoStackTrace() {
    assertThat(run("logs", "zookeeper")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("millrace: No server is called zookeeper; there are: kafka")
        .doesNotContain("\tat ");
  }

  @Test
  void aPortThatDoesNotExistIsRefused() {
    assertThat(run("status", "--port", "zookeeper=2181")).isEqualTo(1);
    assertThat(err.toString()).contains("zookeeper", "kafka-controller");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
