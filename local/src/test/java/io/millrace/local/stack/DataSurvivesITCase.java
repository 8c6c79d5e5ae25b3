package io.millrace.local.stack;

import static io.millrace.local.config.ServerName.ELASTICSEARCH;
import static io.millrace.local.config.ServerName.KAFKA;
import static io.millrace.local.config.ServerName.POSTGRES;
import static io.millrace.local.config.ServerName.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.config.Addresses;
import io.millrace.local.config.ServerName;
import io.millrace.schemas.Topic;
import io.millrace.schemas.TopicCatalogue;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One life of the servers that keep data: set up, crashed, taken down, brought up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DataSurvivesITCase {
  private static final Set<ServerName> SERVERS = Set.of(KAFKA, REGISTRY, POSTGRES, ELASTICSEARCH);
  private static final Schema OTHER =
      SchemaBuilder.record("Other").fields().requiredString("name").endRecord();

  private Path home;
  private Stack stack;
  private Addresses at;
  private Map<String, Integer> ids;

  @BeforeAll
  void start(@TempDir Path directory) {
    home = directory;
    stack = Stack.isolated(home);
    at = stack.addresses();
    stack.start(SERVERS);
  }

  @AfterAll
  void stop() {
    stack.close();
    assertThat(Leftovers.of(home)).isEmpty();
  }

  @Test
  @Order(1)
  void aFreshStackIsSetUpFromTheCatalogue() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", at.kafkaBootstrap()))) {
      assertThat(admin.listTopics().names().get())
          .containsAll(TopicCatalogue.topics().stream().map(Topic::name).toList());
    }
    ids = schemaIds();
    assertThat(ids).isNotEmpty();
    assertThat(get(at.registryUrl() + "/config")).contains("BACKWARD");
    assertThat(get(at.elasticsearchUrl() + "/_index_template/millrace-*"))
        .contains("millrace-objects", "millrace-alerts");
    assertThat(stack.state().stream().filter(ServerState::ready).map(ServerState::name))
        .containsExactlyInAnyOrderElementsOf(SERVERS);
    writeSomething();
  }

  @Test
  @Order(2)
  void schemaIdsSurviveACrashOfTheRegistryAndAreNotGivenOutAgain() throws Exception {
    stack.kill(REGISTRY);
    stack.start(REGISTRY);

    assertThat(schemaIds()).isEqualTo(ids);
    assertThat(new RegistryClient(at.registryUrl()).register("other", OTHER))
        .isGreaterThan(ids.values().stream().max(Integer::compare).orElseThrow());
  }

  @Test
  @Order(3)
  void everythingSurvivesDownAndUp() throws Exception {
    stack.stop();
    assertThat(Leftovers.of(home)).isEmpty();
    assertThat(stack.state()).noneMatch(server -> server.process().isPresent());

    stack.start(SERVERS);

    assertThat(schemaIds()).isEqualTo(ids);
    assertThat(new RegistryClient(at.registryUrl()).id("other", OTHER)).isPositive();
    readSomething();
  }

  private void writeSomething() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (id int PRIMARY KEY)");
      statement.execute("INSERT INTO kept VALUES (42)");
    }
    String document =
        """
        {"id": "7", "type": "Pump", "seq": 1, "properties": {"site": "Hall A", "load": 1.5}}
        """;
    HttpRequest put =
        HttpRequest.newBuilder(
                URI.create(at.elasticsearchUrl() + "/objects-pump-000001/_doc/7?refresh=true"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(document))
            .build();
    assertThat(send(put).statusCode()).isEqualTo(201);
  }

  private void readSomething() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet kept = statement.executeQuery("SELECT id FROM kept")) {
      assertThat(kept.next()).isTrue();
      assertThat(kept.getInt(1)).isEqualTo(42);
    }
    String index = at.elasticsearchUrl() + "/objects-pump-000001";
    // By word, by exact value and by number: the index template decides that all three work.
    assertThat(get(index + "/_search?q=search:hall")).contains("\"Hall A\"");
    assertThat(get(index + "/_search?q=properties.site:%22Hall%20A%22")).contains("\"Hall A\"");
    assertThat(get(index + "/_search?q=properties.load:%3E1.4")).contains("\"Hall A\"");
    assertThat(get(index + "/_search?q=properties.site:hall")).doesNotContain("\"Hall A\"");
  }

  private Map<String, Integer> schemaIds() throws IOException {
    // A client that has cached nothing: it asks the registry.
    RegistryClient registry = new RegistryClient(at.registryUrl());
    Map<String, Integer> found = new TreeMap<>();
    for (Topic topic : TopicCatalogue.topics()) {
      if (topic.valueSchema().isPresent()) {
        String subject = topic.valueSubject();
        found.put(subject, registry.id(subject, topic.valueSchema().get()));
      }
    }
    return found;
  }

  private Connection connect() throws Exception {
    return DriverManager.getConnection(
        at.databaseUrl(), Addresses.DATABASE_USER, Addresses.DATABASE_PASSWORD);
  }

  private static String get(String url) throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url)).build());
    assertThat(answer.statusCode()).as(url + ": " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
