package io.millrace.local.config;

/** Where the servers of a stack are reached. */
public record Addresses(Ports ports) {
  /** Owner of the database {@code millrace}; it listens to this machine only. */
  public static final String DATABASE_USER = "millrace";

  public static final String DATABASE_PASSWORD = "millrace";
  public static final String DATABASE = "millrace";
  private static final String HOST = "127.0.0.1:";

  public String kafkaBootstrap() {
    return HOST + ports.of(PortName.KAFKA);
  }

  /** The MQTT broker. */
  public String mqttUrl() {
    return "mqtt://" + HOST + ports.of(PortName.MQTT);
  }

  /** The bridge's HTTP: {@code /ingest/SOURCE}. */
  public String bridgeUrl() {
    return http(PortName.BRIDGE_HTTP);
  }

  /** The registry without the path of an API. */
  public String registryBase() {
    return http(PortName.REGISTRY_API);
  }

  /** The Confluent-compatible API. */
  public String registryUrl() {
    return registryBase() + "/apis/ccompat/v7";
  }

  public String elasticsearchUrl() {
    return http(PortName.ELASTICSEARCH_HTTP);
  }

  public String serviceUrl() {
    return http(PortName.SERVICE_API);
  }

  /** Flink's REST API and web UI. */
  public String flinkUrl() {
    return http(PortName.FLINK);
  }

  public String databaseUrl() {
    return databaseUrl(DATABASE);
  }

  /** JDBC address of a database of the server. */
  public String databaseUrl(String database) {
    return "jdbc:postgresql://" + HOST + ports.of(PortName.DATABASE) + "/" + database;
  }

  private String http(PortName port) {
    return "http://" + HOST + ports.of(port);
  }
}
