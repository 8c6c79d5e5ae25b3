package io.millrace.local.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourcesTest {
  @TempDir Path root;

  @Test
  void nothingConfiguredIsTheStandard() {
    assertThat(read(Map.of(), Map.of())).isEqualTo(StackConfig.standard(root));
  }

  @Test
  void anOptionGoesBeforeAVariableBeforeTheFile() throws IOException {
    file("port.kafka=1001\nport.flink=1002\nport.service=1003\n");

    Ports ports =
        read(
                Map.of("MILLRACE_KAFKA_PORT", "2001", "MILLRACE_FLINK_PORT", "2002"),
                Map.of(PortName.KAFKA, 3001))
            .ports();

    assertThat(ports.of(PortName.KAFKA)).isEqualTo(3001);
    assertThat(ports.of(PortName.FLINK)).isEqualTo(2002);
    assertThat(ports.of(PortName.SERVICE_API)).isEqualTo(1003);
    assertThat(ports.of(PortName.DATABASE)).isEqualTo(PortName.DATABASE.standard());
  }

  @Test
  void heapsAreReadToo() throws IOException {
    file("heap.taskmanager=1024\nheap.kafka=300\n");

    Heaps heaps = read(Map.of("MILLRACE_KAFKA_HEAP", "400"), Map.of()).heaps();

    assertThat(heaps.of(ServerName.TASKMANAGER)).isEqualTo(1024);
    assertThat(heaps.of(ServerName.KAFKA)).isEqualTo(400);
    assertThat(heaps.of(ServerName.SERVICE)).isEqualTo(Heaps.standard().of(ServerName.SERVICE));
  }

  @Test
  void anotherHomeIsTaken() {
    Path home = root.resolve("elsewhere");

    assertThat(read(Map.of("MILLRACE_HOME", home.toString()), Map.of()).home()).isEqualTo(home);
  }

  @Test
  void whatIsNoNumberIsRefusedWithItsSource() {
    assertThatThrownBy(() -> read(Map.of("MILLRACE_REGISTRY_PORT", "eighty"), Map.of()))
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("MILLRACE_REGISTRY_PORT", "eighty");
  }

  @Test
  void anUnknownKeyIsRefused() throws IOException {
    file("port.zookeeper=2181\n");
    assertThatThrownBy(() -> read(Map.of(), Map.of())).hasMessageContaining("zookeeper");

    file("ports.kafka=9092\n");
    assertThatThrownBy(() -> read(Map.of(), Map.of())).hasMessageContaining("ports.kafka");
  }

  @Test
  void aHeapThatNoServerCanUseIsRefused() {
    assertThatThrownBy(() -> read(Map.of("MILLRACE_KAFKA_HEAP", "5"), Map.of()))
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("kafka", "5");
  }

  private StackConfig read(Map<String, String> environment, Map<PortName, Integer> options) {
    return new ConfigSources(environment, options).read(root);
  }

  private void file(String text) throws IOException {
    Path home = Files.createDirectories(root.resolve(".millrace"));
    Files.writeString(home.resolve("config.properties"), text);
  }
}
