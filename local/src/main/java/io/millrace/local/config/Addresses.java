package io.millrace.local.config;

import io.millrace.store.StoreLocation;
import java.net.URI;

/** Where the servers of a stack are reached. */
public record Addresses(Ports ports) {
  /** Owner of the database {@code millrace}; it listens to this machine only. */
  public static final String DATABASE_USER = "millrace";

  public static final String DATABASE_PASSWORD = "millrace";
  public static final String DATABASE = "millrace";

  /** Any will do: servers other than Amazon's have none, and clients must name one. */
  public static final String S3_REGION = "us-east-1";

  public static final String S3_ACCESS_KEY = "millrace";
  public static final String S3_SECRET_KEY = "millrace-local";
  public static final String S3_BUCKET = "millrace";
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

  public String s3Url() {
    return http(PortName.S3);
  }

  /** The event store. */
  public StoreLocation store() {
    return new StoreLocation(
        "s3://" + S3_BUCKET + "/store",
        URI.create(s3Url()),
        S3_REGION,
        S3_ACCESS_KEY,
        S3_SECRET_KEY);
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
