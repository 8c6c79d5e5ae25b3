package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.millrace.local.config.PortName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What can be said of {@code docker-compose.yml} without containers. */
class ComposeFileTest {
  private static final Set<String> ONE_SHOT = Set.of("setup", "jobs", "registry-schema");
  private JsonNode services;

  @BeforeEach
  void read() throws IOException {
    services =
        new YAMLMapper().readTree(Path.of("../docker-compose.yml").toFile()).path("services");
  }

  @Test
  void everyServerHasAHealthCheckAndAPinnedImage() {
    services
        .fields()
        .forEachRemaining(
            service -> {
              JsonNode body = service.getValue();
              if (!body.has("<<")) {
                assertThat(body.path("image").asText()).as(service.getKey()).contains(":");
              }
              if (!ONE_SHOT.contains(service.getKey())) {
                assertThat(body.has("healthcheck")).as(service.getKey()).isTrue();
              }
            });
  }

  @Test
  void portsAreThoseOfTheEmbeddedStackAndOpenToThisMachineOnly() {
    List<String> published = new ArrayList<>();
    services.forEach(service -> service.path("ports").forEach(p -> published.add(p.asText())));

    assertThat(published).allMatch(port -> port.startsWith("127.0.0.1:"));
    assertThat(published.stream().map(port -> Integer.valueOf(port.split(":")[1])).toList())
        .containsExactlyInAnyOrder(
            PortName.KAFKA.standard(),
            PortName.REGISTRY_API.standard(),
            PortName.DATABASE.standard(),
            PortName.ELASTICSEARCH_HTTP.standard(),
            PortName.FLINK.standard(),
            PortName.S3.standard(),
            PortName.SERVICE_API.standard(),
            PortName.MQTT.standard(),
            PortName.BRIDGE_HTTP.standard());
  }

  @Test
  void whatItWaitsForIsThere() {
    services.forEach(
        service ->
            service
                .path("depends_on")
                .fieldNames()
                .forEachRemaining(name -> assertThat(services.has(name)).as(name).isTrue()));
  }

  @Test
  void theCommandsThatItRunsAreOurs() {
    for (String name : List.of("setup", "jobs")) {
      String command = services.path(name).path("command").asText();
      String[] arguments = command.split("io.millrace.local.Main ", 2)[1].strip().split("\\s+");
      CommandLine.ParseResult parsed = Main.commandLine().parseArgs(arguments);
      assertThat(parsed.subcommand().matchedOptions()).hasSizeGreaterThan(2);
    }
  }
}
