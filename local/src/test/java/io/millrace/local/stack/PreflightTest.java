package io.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.StackException;
import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  private static final Set<ServerName> SERVERS =
      EnumSet.complementOf(EnumSet.of(ServerName.SERVICE, ServerName.BRIDGE, ServerName.MQTT));
  @TempDir Path directory;
  private StackConfig config;

  @BeforeEach
  void describe() {
    config = StackConfig.isolated(directory, directory.resolve("home"));
  }

  @Test
  void findsNothingWrongWithThisMachine() {
    assertThatCode(() -> new Preflight(config).check(SERVERS)).doesNotThrowAnyException();
  }

  @Test
  void namesEveryPortThatIsTaken() throws Exception {
    int elasticsearch = config.ports().of(PortName.ELASTICSEARCH_HTTP);
    int flink = config.ports().of(PortName.FLINK);
    try (ServerSocket one = listen(elasticsearch);
        ServerSocket two = listen(flink)) {
      assertThatThrownBy(() -> new Preflight(config).check(SERVERS))
          .isInstanceOf(StackException.class)
          .hasMessageStartingWith(
              "Ports %d (elasticsearch), %d (flink) are taken", elasticsearch, flink);
    }
  }

  @Test
  void doesNotMindAPortThatIsNotNeeded() throws Exception {
    try (ServerSocket taken = listen(config.ports().of(PortName.FLINK))) {
      assertThatCode(() -> new Preflight(config).check(Set.of(ServerName.KAFKA)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void saysThatTheDiskIsFull() {
    assertThatThrownBy(() -> new Preflight(config, Long.MAX_VALUE).check(SERVERS))
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("disk", "GB free");
  }

  @Test
  void saysWhichJarIsNotBuilt() {
    assertThatThrownBy(() -> new Preflight(config).check(Set.of(ServerName.SERVICE)))
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("millrace-service.jar", "mvnw");
    assertThatThrownBy(() -> new Preflight(config).checkJobs())
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("millrace-jobs.jar", "mvnw");
  }

  @Test
  void refusesAnOldJava() {
    assertThatThrownBy(() -> Preflight.checkJava(11))
        .isInstanceOf(StackException.class)
        .hasMessageContainingAll("17", "11", "JAVA_HOME");
    assertThatCode(() -> Preflight.checkJava(25)).doesNotThrowAnyException();
  }

  private static ServerSocket listen(int port) throws Exception {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
