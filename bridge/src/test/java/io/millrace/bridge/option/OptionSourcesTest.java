package io.millrace.bridge.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionSourcesTest {
  private static final Option<String> URL = Option.of("mqtt.url", OptionType.TEXT, "none", "Where");
  private static final Option<Duration> WAIT =
      Option.of("mqtt.keep-alive", OptionType.DURATION, Duration.ofSeconds(1), "How long");
  private static final Option<String> PASSWORD = Option.secret("mqtt.password", "Of the user");
  private static final Option<Integer> QOS =
      Option.of("mqtt.subscriptions.*.qos", OptionType.number(0, 2), 1, "Quality");
  private static final Option<String> KAFKA =
      Option.of("kafka.bootstrap-servers", OptionType.TEXT, "", "Brokers");
  private static final OptionSet SET =
      new OptionSet("kafka.properties.", List.of(URL, WAIT, PASSWORD, QOS, KAFKA));

  @TempDir Path folder;

  @Test
  void flagsComeBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws IOException {
    Path file = file("mqtt.url=file\nmqtt.keep-alive=5 s\nkafka.bootstrap-servers=file\n");

    OptionValues values =
        OptionSources.read(
            SET,
            List.of("--mqtt.url=flag", "--config", file.toString()),
            Map.of("MILLRACE_BRIDGE_MQTT_URL", "env", "MILLRACE_KAFKA_BOOTSTRAP_SERVERS", "env"));

    assertThat(values.get(URL)).isEqualTo("flag");
    assertThat(values.get(KAFKA)).isEqualTo("env");
    assertThat(values.get(WAIT)).isEqualTo(Duration.ofSeconds(5));
    assertThat(values.get(PASSWORD)).isEmpty();
  }

  @Test
  void anOptionCanBeSetForEachOfManyNames() {
    OptionValues values =
        OptionSources.read(
            SET,
            List.of("--mqtt.subscriptions.pumps.qos", "2"),
            Map.of("MILLRACE_BRIDGE_MQTT_SUBSCRIPTIONS_COLD_ROOMS_QOS", "0"));

    assertThat(values.names(QOS)).containsExactly("cold-rooms", "pumps");
    assertThat(values.get(QOS, "pumps")).isEqualTo(2);
    assertThat(values.get(QOS, "cold-rooms")).isZero();
    assertThat(values.get(QOS, "others")).isEqualTo(1);
  }

  @Test
  void whatIsNotKnownIsRefused() throws IOException {
    String file = file("mqtt.ulr=x\n").toString();

    refused(List.of("--mqtt.ulr", "x"), Map.of(), "mqtt.ulr is not known");
    refused(List.of("--config", file), Map.of(), "mqtt.ulr is not known");
    refused(List.of(), Map.of("MILLRACE_BRIDGE_MQTT_ULR", "x"), "MILLRACE_BRIDGE_MQTT_ULR");
    refused(List.of("mqtt.url"), Map.of(), "no option");
    refused(List.of("--mqtt.url"), Map.of(), "needs a value");
    refused(List.of("--mqtt.url=a", "--mqtt.url=b"), Map.of(), "given twice");
    refused(List.of("--config", "/nowhere"), Map.of(), "/nowhere cannot be read");
  }

  @Test
  void whatIsOthersInTheEnvironmentIsLeftAlone() {
    OptionValues values =
        OptionSources.read(
            SET,
            List.of(),
            Map.of("MILLRACE_BRIDGE_PORT", "1", "MILLRACE_HOME", "x", "PATH", "/bin"));

    assertThat(values.get(URL)).isEqualTo("none");
  }

  @Test
  void secretsAreNoFlagsAndAreNotShown() {
    refused(List.of("--mqtt.password", "hunter2"), Map.of(), "MILLRACE_BRIDGE_MQTT_PASSWORD");
    OptionValues values =
        OptionSources.read(SET, List.of(), Map.of("MILLRACE_BRIDGE_MQTT_PASSWORD", "hunter2"));

    assertThat(values.get(PASSWORD)).isEqualTo("hunter2");
    assertThat(values.toString()).doesNotContain("hunter2");
  }

  @Test
  void valuesThatDoNotFitAreRefusedWithWhatWouldDo() {
    refused(List.of("--mqtt.keep-alive", "soon"), Map.of(), "such as 500 ms");
    refused(List.of("--mqtt.keep-alive", "0 s"), Map.of(), "above zero");
    refused(List.of("--mqtt.subscriptions.a.qos", "3"), Map.of(), "0 to 2");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("bridge.properties"), text);
  }

  private static void refused(List<String> flags, Map<String, String> environment, String reason) {
    assertThatThrownBy(() -> OptionSources.read(SET, flags, environment))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("hunter2");
  }
}
