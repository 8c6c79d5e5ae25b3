package io.millrace.service.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A server in a process of its own, with its output in a log file; ended with this JVM. */
final class ServerProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;

  ServerProcess(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    this.log = log;
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    this.process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  void awaitHttp(String url) {
    Awaitility.await(url + ", log " + log)
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsMatching(e -> process.isAlive())
        .until(() -> answers(url));
  }

  private boolean answers(String url) throws Exception {
    if (!process.isAlive()) {
      throw new IllegalStateException("Ended with " + process.exitValue() + ", log " + log);
    }
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
