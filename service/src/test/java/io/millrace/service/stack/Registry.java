package io.millrace.service.stack;

import io.millrace.schemas.TopicCatalogue;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Apicurio Registry with the schemas of the catalogue. */
final class Registry {
  private Registry() {}

  static ServerProcess start(Path home, Path log, int port) throws IOException {
    ServerProcess process =
        new ServerProcess(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                runner(home).toString()),
            Map.of(),
            log);
    process.awaitHttp(url(port) + "/subjects");
    return process;
  }

  private static Path runner(Path home) throws IOException {
    try (var files = Files.list(home)) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("No *-runner.jar in " + home));
    }
  }

  static void register(int port) throws IOException {
    RegistryClient client = new RegistryClient(url(port));
    for (var topic : TopicCatalogue.topics()) {
      if (topic.valueSchema().isPresent()) {
        client.register(topic.valueSubject(), topic.valueSchema().get());
      }
    }
  }

  static String url(int port) {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }
}
