package io.millrace.local.config;

import io.millrace.local.StackException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The servers of the stack, in the order in which they start; they stop in the reverse one. */
public enum ServerName {
  KAFKA,
  MQTT,
  REGISTRY,
  POSTGRES,
  ELASTICSEARCH,
  S3,
  JOBMANAGER,
  TASKMANAGER,
  SERVICE,
  BRIDGE;

  /** As commands, files and messages name it: {@code kafka}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The servers that must be ready before this one is started. */
  public Set<ServerName> needs() {
    return switch (this) {
      case SERVICE -> Set.of(KAFKA, REGISTRY, POSTGRES);
      case BRIDGE -> Set.of(KAFKA, MQTT);
      default -> Set.of();
    };
  }

  /** The server of this id; an error that lists the known ones if there is none. */
  public static ServerName of(String id) {
    return Arrays.stream(values())
        .filter(name -> name.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new StackException("No server is called " + id + "; there are: " + ids()));
  }

  private static String ids() {
    return Arrays.stream(values()).map(ServerName::id).collect(Collectors.joining(", "));
  }
}
