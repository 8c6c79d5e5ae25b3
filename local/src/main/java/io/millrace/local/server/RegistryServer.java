package io.millrace.local.server;

import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.install.Installation;
import io.millrace.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Apicurio Registry. Its variant that resolves from Maven keeps its tables in an H2 database that
 * is in memory unless told otherwise; we tell it to use a file, so schema ids survive.
 */
final class RegistryServer implements Server {
  private final StackConfig config;
  private final Path data;

  RegistryServer(StackConfig config) {
    this.config = config;
    this.data = config.data().resolve("registry");
  }

  @Override
  public ServerName name() {
    return ServerName.REGISTRY;
  }

  @Override
  public void prepare() throws IOException {
    new Installation(config.servers()).apicurio();
    Files.createDirectories(data);
  }

  @Override
  public ProcessSpec process() {
    List<String> command =
        Java.lightCommand(
            config,
            name(),
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + config.ports().of(PortName.REGISTRY_API),
            "-Dquarkus.log.console.level=WARN",
            // Each commit to disk at once: an id given out must not be given to another schema
            // after
            // a crash.
            "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:"
                + data.resolve("registry")
                + ";WRITE_DELAY=0",
            "-Dquarkus.datasource.jdbc.initial-size=1",
            "-Dquarkus.datasource.jdbc.min-size=1",
            "-Dquarkus.datasource.jdbc.max-size=8",
            "-jar",
            new Installation(config.servers()).apicurioJar().toString());
    return new ProcessSpec(command, Map.of(), data, config.log(name()));
  }

  @Override
  public boolean isReady() throws InterruptedException {
    return Http.isOk(config.addresses().registryBase() + "/health/ready");
  }
}
