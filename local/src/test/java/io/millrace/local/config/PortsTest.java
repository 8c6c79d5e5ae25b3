package io.millrace.local.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.StackException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
  @Test
  void changesOnlyWhatIsGiven() {
    Ports ports = Ports.standard().with(Map.of(PortName.KAFKA, 19092));

    assertThat(ports.of(PortName.KAFKA)).isEqualTo(19092);
    assertThat(ports.of(PortName.FLINK)).isEqualTo(PortName.FLINK.standard());
  }

  @Test
  void refusesTheSamePortTwiceAndNamesBoth() {
    assertThatThrownBy(() -> Ports.standard().with(Map.of(PortName.FLINK, 9200)))
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("elasticsearch", "flink", "9200");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536})
  void refusesWhatIsNoPort(int port) {
    assertThatThrownBy(() -> Ports.standard().with(Map.of(PortName.KAFKA, port)))
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("kafka", Integer.toString(port));
  }

  @Test
  void namesAreFoundAgain() {
    for (PortName name : PortName.values()) {
      assertThat(PortName.of(name.id())).isEqualTo(name);
    }
    for (ServerName name : ServerName.values()) {
      assertThat(ServerName.of(name.id())).isEqualTo(name);
    }
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> PortName.of("zookeeper"))
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("zookeeper", "kafka-controller");
    assertThatThrownBy(() -> ServerName.of("zookeeper"))
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("zookeeper", "taskmanager");
  }
}
