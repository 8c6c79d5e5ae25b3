package io.millrace.local.config;

import io.millrace.local.StackException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Heap of each server that is a JVM. The standard ones keep the whole stack, resident, below 4 GB.
 *
 * @param megabytes heap of a server in MB; at least {@value #LOWEST}
 */
public record Heaps(Map<ServerName, Integer> megabytes) {
  private static final int LOWEST = 64;
  private static final Map<ServerName, Integer> STANDARD =
      Map.of(
          ServerName.KAFKA, 256,
          ServerName.MQTT, 96,
          ServerName.REGISTRY, 192,
          ServerName.ELASTICSEARCH, 384,
          ServerName.S3, 128,
          ServerName.JOBMANAGER, 384,
          ServerName.TASKMANAGER, 640,
          ServerName.SERVICE, 256,
          ServerName.BRIDGE, 160);

  public Heaps {
    megabytes.forEach(
        (server, heap) -> {
          if (heap < LOWEST) {
            throw new StackException(
                "The heap of " + server.id() + " must be at least " + LOWEST + " MB, not " + heap);
          }
        });
    megabytes = Collections.unmodifiableMap(new EnumMap<>(megabytes));
  }

  /** What each server has where nothing is configured. */
  public static Heaps standard() {
    return new Heaps(STANDARD);
  }

  /** Heap of this server in MB. */
  public int of(ServerName server) {
    return megabytes.getOrDefault(server, LOWEST);
  }

  /** The same heaps but for these. */
  public Heaps with(Map<ServerName, Integer> changed) {
    Map<ServerName, Integer> heaps = new EnumMap<>(STANDARD);
    heaps.putAll(megabytes);
    heaps.putAll(changed);
    return new Heaps(heaps);
  }
}
