package io.millrace.local.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void choosesPortsThatAreFreeAndNotGivenToOutgoingConnections() {
    Ports ports = FreePorts.choose();

    assertThat(ports.byName()).hasSize(PortName.values().length);
    assertThat(ports.byName().values())
        .doesNotHaveDuplicates()
        .allSatisfy(port -> assertThat(port).isLessThan(32_768))
        .allMatch(FreePorts::isFree);
  }

  @Test
  void aPortOnWhichSomebodyListensIsNotFree() throws IOException {
    try (ServerSocket here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePorts.isFree(here.getLocalPort())).isFalse();
    }
  }

  @Test
  void norIsOneOnWhichSomebodyListensAtAllAddresses() throws IOException {
    try (ServerSocket everywhere = new ServerSocket(0)) {
      assertThat(FreePorts.isFree(everywhere.getLocalPort())).isFalse();
    }
  }
}
