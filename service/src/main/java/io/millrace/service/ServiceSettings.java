package io.millrace.service;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the servers are that the service stands on; the environment variables are {@code
 * MILLRACE_KAFKA_BOOTSTRAP_SERVERS}, {@code MILLRACE_REGISTRY_URL} and so on.
 */
@ConfigurationProperties("millrace")
public record ServiceSettings(
    @DefaultValue Kafka kafka,
    @DefaultValue Registry registry,
    @DefaultValue Elasticsearch elasticsearch,
    @DefaultValue Database database,
    @DefaultValue Rules rules) {

  /**
   * The Kafka cluster.
   *
   * @param bootstrapServers comma-separated {@code host:port}
   */
  public record Kafka(@DefaultValue("127.0.0.1:9092") String bootstrapServers) {}

  /**
   * The schema registry.
   *
   * @param url base of the registry's Confluent API, without a slash at the end
   */
  public record Registry(@DefaultValue("http://127.0.0.1:8081/apis/ccompat/v7") String url) {}

  /**
   * The search index.
   *
   * @param url comma-separated; user info in it is sent as basic authentication
   */
  public record Elasticsearch(@DefaultValue("http://127.0.0.1:9200") String url) {}

  /**
   * How rules come into force.
   *
   * @param effectiveDelay from the save of a version to the time of reception from which on it
   *     judges: long enough for it to be in all subtasks by then
   */
  public record Rules(@DefaultValue("500ms") Duration effectiveDelay) {}

  /** JDBC URL and account of the PostgreSQL database. */
  public record Database(
      @DefaultValue("jdbc:postgresql://127.0.0.1:5432/millrace") String url,
      @DefaultValue("millrace") String user,
      @DefaultValue("") String password) {

    /** Without the password, for a record would print it. */
    @Override
    public String toString() {
      return "Database[url=" + url + ", user=" + user + "]";
    }
  }
}
