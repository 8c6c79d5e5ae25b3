package io.millrace.bridge.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.bridge.Part;
import io.millrace.bridge.kafka.KafkaSettings;
import io.millrace.bridge.kafka.MessageWriter;
import io.millrace.bridge.option.OptionValues;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** From HTTP to Kafka; serves health and metrics too. */
public final class HttpReceiver implements Part {
  private static final int MOST_THREADS = 24;
  private static final int LEAST_THREADS = 4;
  private static final int WRITING_THREADS = 4;
  private static final int MOST_CONNECTIONS = 4096;
  private static final int HEADER_BYTES = 16 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final HttpSettings settings;
  private final Server server;
  private final MessageWriter writer;
  private final ExecutorService writing = Executors.newFixedThreadPool(WRITING_THREADS);
  private final KafkaGate gate = new KafkaGate(Clock.systemUTC());

  /**
   * @param troubles of each part of the bridge that cannot do its work, why
   */
  public HttpReceiver(
      OptionValues values,
      PrometheusMeterRegistry registry,
      Supplier<Map<String, String>> troubles) {
    settings = HttpSettings.of(values);
    writer =
        MessageWriter.of(
            KafkaSettings.of(values),
            "millrace-bridge-http",
            settings.kafkaTimeout(),
            settings.maxInFlight());
    InFlight inFlight = new InFlight(settings.maxInFlight());
    IngestHandler ingest =
        new IngestHandler(
            settings,
            Tokens.of(values),
            inFlight,
            new KafkaDoor(writer, gate, writing, settings.kafkaTimeout()),
            new HttpMetrics(registry, inFlight));
    server = server(new Routes(ingest, troubles, registry));
  }

  private Server server(Routes routes) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("http");
    Server made = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    ServerConnector connector = new ServerConnector(made, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.address());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE.toMillis());
    made.addConnector(connector);
    made.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, made));
    made.setHandler(new GracefulHandler(routes));
    made.setErrorHandler(new ProblemErrors());
    made.setStopTimeout(END_WITHIN.toMillis());
    return made;
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public void start() {
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "HTTP cannot be served on " + settings.address() + ":" + settings.port(), e);
    }
  }

  @Override
  public Optional<String> trouble() {
    return gate.isAway() ? Optional.of("Kafka does not answer") : Optional.empty();
  }

  /** Takes no more requests, answers those under way, then ends. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("HTTP did not end in good order", e);
    } finally {
      writing.shutdownNow();
      writer.close();
    }
  }
}
