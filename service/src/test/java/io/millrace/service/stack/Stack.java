package io.millrace.service.stack;

import io.millrace.testkit.Broker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** The real servers that the service stands on, started once for all tests of this JVM. */
public final class Stack {
  private static Stack shared;

  private final EmbeddedPostgres postgres;
  private final Broker kafka;
  private final int registryPort = Ports.free();
  private final int searchPort = Ports.free();

  private Stack() throws Exception {
    // Machines that build may be busy; a test that waits for something ends when it is there.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "stack-");
    Path servers = Path.of("target", "servers").toAbsolutePath();
    Path search = Files.createDirectories(folder.resolve("elasticsearch"));
    CompletableFuture<Void> index =
        CompletableFuture.runAsync(
            () -> {
              try {
                ElasticsearchNode.start(home(servers, "elasticsearch-"), search, searchPort);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("postgres"))
            .setOverrideWorkingDirectory(folder.resolve("postgres-bin").toFile())
            .setPGStartupWait(Duration.ofSeconds(60))
            .start();
    Registry.start(servers.resolve("apicurio"), folder.resolve("registry.log"), registryPort);
    Registry.register(registryPort);
    kafka = new Broker(folder.resolve("kafka"));
    index.join();
    putTemplates();
  }

  /** Starts it with the first call. */
  public static synchronized Stack shared() throws Exception {
    if (shared == null) {
      shared = new Stack();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::stop));
    }
    return shared;
  }

  /** An empty database of this name. */
  public String createDatabase(String name) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name;
  }

  /** Cuts a database off, or lets clients in again. */
  public void allowConnections(String database, boolean allowed) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter database " + database + " allow_connections " + allowed);
      if (!allowed) {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                + database
                + "'");
      }
    }
  }

  public Broker kafka() {
    return kafka;
  }

  public String registryUrl() {
    return Registry.url(registryPort);
  }

  public String elasticsearchUrl() {
    return "http://127.0.0.1:" + searchPort;
  }

  /** The settings of a service on these servers, by property. */
  public Map<String, String> settings(String databaseUrl) {
    return Map.of(
        "millrace.kafka.bootstrap-servers",
        kafka.address(),
        "millrace.registry.url",
        registryUrl(),
        "millrace.elasticsearch.url",
        elasticsearchUrl(),
        "millrace.database.url",
        databaseUrl,
        "millrace.database.user",
        "postgres",
        "millrace.database.password",
        "postgres");
  }

  /** Sends JSON to Elasticsearch; an error status is an error. */
  public String elasticsearch(String method, String path, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(elasticsearchUrl() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(method + " " + path + ": " + answer.body());
    }
    return answer.body();
  }

  private void putTemplates() throws Exception {
    for (String name :
        List.of(
            "objects", "links", "findings", "alerts", "dead-letters", "commands", "deliveries")) {
      Path file = Path.of("..", "deploy", "elasticsearch", name + "-template.json");
      elasticsearch("PUT", "/_index_template/" + name, Files.readString(file));
    }
    for (String alias : List.of("alerts", "shadow-alerts", "commands", "deliveries", "findings")) {
      createIndex(alias);
    }
  }

  /** Throws away all documents behind an alias that set-up made. */
  public void emptyAlias(String alias) throws Exception {
    elasticsearch("DELETE", "/" + alias + "-000001", "");
    createIndex(alias);
  }

  private void createIndex(String alias) throws Exception {
    elasticsearch("PUT", "/" + alias + "-000001", "{\"aliases\":{\"" + alias + "\":{}}}");
  }

  private static Path home(Path servers, String prefix) throws IOException {
    try (var entries = Files.list(servers)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow(() -> new IOException("No " + prefix + "* in " + servers));
    }
  }

  private void stop() {
    kafka.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The environment variable of a property. */
  static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  /** Starts the servers and waits: for trials by hand. Prints the environment of a service. */
  public static void main(String[] args) throws Exception {
    Stack stack;
    try {
      stack = shared();
    } catch (Exception e) {
      e.printStackTrace();
      // Kafka's threads would keep this process, and with it the others, alive.
      System.exit(1);
      return;
    }
    stack
        .settings(stack.createDatabase("trial"))
        .forEach((name, value) -> System.out.println("export " + variable(name) + "=" + value));
    Thread.currentThread().join();
  }
}
