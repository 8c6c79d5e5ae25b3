package io.millrace.local.config;

import io.millrace.local.StackException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Which port each listener of the stack has.
 *
 * @param byName a port, 1 to 65535, for every name; no two the same
 */
public record Ports(Map<PortName, Integer> byName) {
  private static final int HIGHEST = 65535;

  public Ports {
    Map<Integer, PortName> seen = new HashMap<>();
    for (PortName name : PortName.values()) {
      Integer port = byName.get(name);
      if (port == null || port < 1 || port > HIGHEST) {
        throw new StackException("The port " + name.id() + " must be 1 to 65535, not " + port);
      }
      PortName other = seen.put(port, name);
      if (other != null) {
        throw new StackException(
            "The ports " + other.id() + " and " + name.id() + " are both " + port);
      }
    }
    byName = Collections.unmodifiableMap(new EnumMap<>(byName));
  }

  /** The ports of a stack of which nothing is configured. */
  public static Ports standard() {
    Map<PortName, Integer> ports = new EnumMap<>(PortName.class);
    for (PortName name : PortName.values()) {
      ports.put(name, name.standard());
    }
    return new Ports(ports);
  }

  /** The port of this name. */
  public int of(PortName name) {
    return byName.getOrDefault(name, name.standard());
  }

  /** The same ports but for these. */
  public Ports with(Map<PortName, Integer> changed) {
    Map<PortName, Integer> ports = new EnumMap<>(byName);
    ports.putAll(changed);
    return new Ports(ports);
  }
}
