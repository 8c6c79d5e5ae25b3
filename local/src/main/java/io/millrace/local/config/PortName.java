package io.millrace.local.config;

import static io.millrace.local.config.ServerName.BRIDGE;
import static io.millrace.local.config.ServerName.ELASTICSEARCH;
import static io.millrace.local.config.ServerName.JOBMANAGER;
import static io.millrace.local.config.ServerName.POSTGRES;
import static io.millrace.local.config.ServerName.REGISTRY;
import static io.millrace.local.config.ServerName.SERVICE;

import io.millrace.local.StackException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ports that the stack listens on, all on 127.0.0.1. */
public enum PortName {
  KAFKA(ServerName.KAFKA, 9092),
  KAFKA_CONTROLLER(ServerName.KAFKA, 9093),
  REGISTRY_API(REGISTRY, 8085),
  DATABASE(POSTGRES, 5433),
  ELASTICSEARCH_HTTP(ELASTICSEARCH, 9200),
  ELASTICSEARCH_TRANSPORT(ELASTICSEARCH, 9300),
  S3(ServerName.S3, 9000),
  FLINK(JOBMANAGER, 8081),
  FLINK_RPC(JOBMANAGER, 6123),
  SERVICE_API(SERVICE, 8080),
  MQTT(ServerName.MQTT, 1883),
  BRIDGE_HTTP(BRIDGE, 8086);

  private final ServerName server;
  private final int standard;

  PortName(ServerName server, int standard) {
    this.server = server;
    this.standard = standard;
  }

  /** Who listens there. */
  public ServerName server() {
    return server;
  }

  /** The port where nothing else is configured. */
  public int standard() {
    return standard;
  }

  /**
   * As options and messages name it: {@code kafka-controller}; a server's main port, as its server.
   */
  public String id() {
    return switch (this) {
      case REGISTRY_API -> "registry";
      case DATABASE -> "postgres";
      case ELASTICSEARCH_HTTP -> "elasticsearch";
      case SERVICE_API -> "service";
      case BRIDGE_HTTP -> "bridge";
      default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }

  /** The environment variable that sets it: {@code MILLRACE_KAFKA_CONTROLLER_PORT}. */
  public String variable() {
    return "MILLRACE_" + id().toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
  }

  /** The port of this id; an error that lists the known ones if there is none. */
  public static PortName of(String id) {
    return Arrays.stream(values())
        .filter(name -> name.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new StackException("No port is called " + id + "; there are: " + ids()));
  }

  private static String ids() {
    return Arrays.stream(values()).map(PortName::id).collect(Collectors.joining(", "));
  }
}
