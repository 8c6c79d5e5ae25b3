package io.millrace.local.server;

import java.util.Map;
import java.util.TreeMap;

/** Databases that data sets and joins read: whoever starts the stack names them. */
final class NamedDatabases {
  private static final String PREFIX = "MILLRACE_CONNECTIONS_";

  private NamedDatabases() {}

  /** The environment variables that say where they are. */
  static Map<String, String> ofEnvironment() {
    Map<String, String> connections = new TreeMap<>(System.getenv());
    connections.keySet().removeIf(name -> !name.startsWith(PREFIX));
    return connections;
  }
}
