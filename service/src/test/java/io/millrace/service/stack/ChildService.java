package io.millrace.service.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged service in a process of its own, as in production. */
public final class ChildService implements AutoCloseable {
  private final ServerProcess process;
  private final Api api;

  private ChildService(ServerProcess process, Api api) {
    this.process = process;
    this.api = api;
  }

  /** Starts it on a free port and waits until it is ready. */
  public static ChildService start(Map<String, String> settings) throws IOException {
    int port = Ports.free();
    Map<String, String> environment = new HashMap<>();
    settings.forEach((name, value) -> environment.put(Stack.variable(name), value));
    environment.put("MILLRACE_SERVICE_PORT", Integer.toString(port));
    ServerProcess process =
        new ServerProcess(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "millrace-service.jar").toAbsolutePath().toString()),
            environment,
            Files.createTempFile(Path.of("target").toAbsolutePath(), "service-", ".log"));
    String base = "http://127.0.0.1:" + port;
    process.awaitHttp(base + "/health/ready");
    return new ChildService(process, new Api(base));
  }

  public Api api() {
    return api;
  }

  /** Ends it at once, as {@code kill -9} does. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
