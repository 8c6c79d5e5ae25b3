package io.millrace.bridge.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What is served where. */
final class Routes extends Handler.Abstract {
  private static final int OK = 200;
  private static final int DOWN = 503;
  private final IngestHandler ingest;
  private final Supplier<Map<String, String>> troubles;
  private final PrometheusMeterRegistry registry;

  /**
   * @param troubles of each part that cannot do its work, why
   */
  Routes(
      IngestHandler ingest,
      Supplier<Map<String, String>> troubles,
      PrometheusMeterRegistry registry) {
    this.ingest = ingest;
    this.troubles = troubles;
    this.registry = registry;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    switch (Request.getPathInContext(request)) {
      case "/health/live" -> Answers.json(response, callback, OK, Map.of("status", "UP"));
      case "/health/ready" -> ready(response, callback);
      case "/metrics" ->
          Answers.text(
              response, callback, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
      default -> ingest.handle(request, response, callback);
    }
    return true;
  }

  private void ready(Response response, Callback callback) {
    Map<String, String> why = new TreeMap<>(troubles.get());
    Answers.json(
        response,
        callback,
        why.isEmpty() ? OK : DOWN,
        why.isEmpty() ? Map.of("status", "UP") : Map.of("status", "DOWN", "errors", why));
  }
}
