package io.millrace.local.server;

import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of JVMs: all run on the JDK that the launcher runs on. */
public final class Java {
  private Java() {}

  /** The JDK's home. */
  public static String home() {
    return System.getProperty("java.home");
  }

  /** The program {@code java}. */
  public static String executable() {
    return Path.of(home(), "bin", "java").toString();
  }

  /**
   * {@code java} for a server that does little once it is up: without the optimising compiler,
   * which would be at work just while all servers start.
   */
  static List<String> lightCommand(StackConfig config, ServerName server, String... rest) {
    List<String> command = command(config, server, "-XX:TieredStopAtLevel=1");
    command.addAll(List.of(rest));
    return command;
  }

  /**
   * {@code java} with the heap of this server and a collector that needs little beside the heap.
   */
  static List<String> command(StackConfig config, ServerName server, String... rest) {
    List<String> command = new ArrayList<>();
    command.add(executable());
    command.add("-Xms64m");
    command.add("-Xmx" + config.heaps().of(server) + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(List.of(rest));
    return command;
  }
}
