package io.millrace.service.health;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.millrace.service.ServiceSettings;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The checks of the servers that the service stands on. */
final class HealthChecks {
  private HealthChecks() {}

  /** PostgreSQL: definitions live there. */
  @Component
  static final class DatabaseCheck implements HealthCheck {
    private final DataSource database;

    DatabaseCheck(DataSource database) {
      this.database = database;
    }

    @Override
    public String name() {
      return "database";
    }

    @Override
    public boolean vital() {
      return true;
    }

    @Override
    public void run() throws Exception {
      try (Connection connection = database.getConnection()) {
        if (!connection.isValid(1)) {
          throw new IllegalStateException("The connection is not valid");
        }
      }
    }
  }

  /** Kafka: definitions are published there. */
  @Component
  static final class KafkaCheck implements HealthCheck, AutoCloseable {
    private final Map<String, Object> settings;
    private @Nullable Admin admin;

    KafkaCheck(ServiceSettings settings) {
      this.settings =
          Map.of(
              AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
              settings.kafka().bootstrapServers(),
              AdminClientConfig.CLIENT_ID_CONFIG,
              "millrace-service-health",
              AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
              3_000,
              AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
              3_000);
    }

    @Override
    public String name() {
      return "kafka";
    }

    @Override
    public boolean vital() {
      return true;
    }

    @Override
    public void run() throws Exception {
      admin().describeCluster().nodes().get();
    }

    private synchronized Admin admin() {
      Admin present = admin;
      if (present == null) {
        present = Admin.create(settings);
        admin = present;
      }
      return present;
    }

    @Override
    public synchronized void close() {
      if (admin != null) {
        admin.close(java.time.Duration.ofSeconds(1));
      }
    }
  }

  /** Elasticsearch: without it definitions can still be changed. */
  @Component
  static final class SearchCheck implements HealthCheck {
    private final ElasticsearchClient client;

    SearchCheck(ElasticsearchClient client) {
      this.client = client;
    }

    @Override
    public String name() {
      return "elasticsearch";
    }

    @Override
    public boolean vital() {
      return false;
    }

    @Override
    public void run() throws Exception {
      client.cluster().health(h -> h.timeout(t -> t.time("1s")));
    }
  }
}
