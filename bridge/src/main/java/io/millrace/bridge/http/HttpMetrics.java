package io.millrace.bridge.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What is counted of HTTP:
 *
 * <ul>
 *   <li>{@code millrace_bridge_http_messages_total}: accepted
 *   <li>{@code millrace_bridge_http_requests_total}: answered, by {@code code}: {@code accepted} or
 *       the problem's
 *   <li>{@code millrace_bridge_http_request_seconds}: from the request's first line to its answer
 *   <li>{@code millrace_bridge_http_in_flight_bytes}: of requests that Kafka does not have yet
 * </ul>
 */
final class HttpMetrics {
  private static final String PREFIX = "millrace.bridge.http.";
  private final MeterRegistry registry;
  private final Counter messages;
  private final Timer requests;

  HttpMetrics(MeterRegistry registry, InFlight inFlight) {
    this.registry = registry;
    messages = registry.counter(PREFIX + "messages");
    requests = Timer.builder(PREFIX + "request").publishPercentiles(0.5, 0.99).register(registry);
    registry.gauge(PREFIX + "in.flight.bytes", inFlight, InFlight::total);
  }

  /** A request has come. */
  Request begin() {
    return new Request(Timer.start());
  }

  /** One request, to be told how it ended. */
  final class Request {
    private final Timer.Sample sample;

    private Request(Timer.Sample sample) {
      this.sample = sample;
    }

    void accepted(int count) {
      messages.increment(count);
      end("accepted");
    }

    void refused(ProblemCode code) {
      end(code.code());
    }

    private void end(String code) {
      sample.stop(requests);
      registry.counter(PREFIX + "requests", "code", code).increment();
    }
  }
}
