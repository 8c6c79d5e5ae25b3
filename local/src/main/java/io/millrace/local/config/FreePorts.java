package io.millrace.local.config;

import io.millrace.local.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Which ports of this machine are free. */
public final class FreePorts {
  /**
   * Below the ports that systems give to outgoing connections (from 32768 on Linux): a client that
   * reconnects to a stopped server there can get the server's own port and keep it from starting.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 31_999;

  private FreePorts() {}

  /** Whether a server could listen on this port of 127.0.0.1 now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A free port for every name, in a range that the system property {@code millrace.ports} ({@code
   * 21000-21999}) sets; 20000 to 31999 without it.
   */
  public static Ports choose() {
    String[] range = System.getProperty("millrace.ports", LOWEST + "-" + HIGHEST).split("-", 2);
    int lowest = Integer.parseInt(range[0]);
    int size = Integer.parseInt(range[1]) - lowest + 1;
    // A random start keeps test runs on one machine apart.
    int start = ThreadLocalRandom.current().nextInt(size);
    Map<PortName, Integer> chosen = new EnumMap<>(PortName.class);
    int tried = 0;
    for (PortName name : PortName.values()) {
      int port;
      do {
        if (tried == size) {
          throw new StackException("No free ports are left from " + range[0] + " to " + range[1]);
        }
        port = lowest + (start + tried++) % size;
      } while (!isFree(port));
      chosen.put(name, port);
    }
    return new Ports(chosen);
  }
}
