package io.millrace.local.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether anybody listens. */
final class Tcp {
  private static final int LIMIT_MILLIS = 1000;

  private Tcp() {}

  /** Whether a connection to this port of 127.0.0.1 is taken. */
  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
