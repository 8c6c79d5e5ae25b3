package io.millrace.bridge.dispatch;

import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.Route;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Commands as requests to a webhook; taken when it answers with 2xx. Redirects are not followed:
 * they would lead past the list of hosts.
 */
final class HttpTransport implements Transport {
  static final String COMMAND_ID = "Idempotency-Key";
  static final String DEVICE = "Millrace-Device";
  static final String ATTEMPT = "Millrace-Attempt";
  static final String F_PORT = "Millrace-FPort";
  static final String SIGNATURE = "Millrace-Signature";

  private static final int SERVER_ERROR = 500;

  /** Request Timeout, Too Early, Too Many Requests. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final HttpClient http;
  private final HostList hosts;
  private final Secrets secrets;
  private final Duration timeout;
  private final Clock clock;

  HttpTransport(HostList hosts, Secrets secrets, Duration timeout, Clock clock) {
    this.hosts = hosts;
    this.secrets = secrets;
    this.timeout = timeout;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public CompletableFuture<Void> send(DeviceCommand command, int attempt) {
    HttpRequest request;
    try {
      request = request(command, attempt);
    } catch (DeliveryException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<HttpResponse<Void>> answer =
        Failures.as(
            http.sendAsync(request, HttpResponse.BodyHandlers.discarding()),
            HttpTransport::failure);
    return answer.thenCompose(HttpTransport::verdict);
  }

  private HttpRequest request(DeviceCommand command, int attempt) throws DeliveryException {
    Route route = command.getRoute();
    URI uri = hosts.check(route.getAddress());
    byte[] body = Payloads.of(command);
    String method = route.getMethod() == null ? "POST" : route.getMethod();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Content-Type", command.getContentType())
            .header(COMMAND_ID, command.getId())
            .header(DEVICE, command.getDeviceId())
            .header(ATTEMPT, Integer.toString(attempt))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (command.getFPort() != null) {
      request.header(F_PORT, command.getFPort().toString());
    }
    if (route.getSecret() != null) {
      String secret = secrets.get(route.getSecret());
      request.header(SIGNATURE, Signature.of(body, secret, clock.instant()));
    }
    return request.build();
  }

  private static CompletableFuture<Void> verdict(HttpResponse<Void> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return CompletableFuture.completedFuture(null);
    }
    String code = "http-" + status;
    String reason = "The webhook answered with status " + status;
    boolean passing = status >= SERVER_ERROR || PASSING.contains(status);
    return CompletableFuture.failedFuture(
        passing
            ? DeliveryException.passing(code, reason, retryAfter(answer))
            : DeliveryException.lasting(code, reason));
  }

  /** Seconds alone: a date would need this clock and theirs to agree. */
  private static Duration retryAfter(HttpResponse<Void> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  private static DeliveryException failure(Throwable error) {
    if (error instanceof HttpTimeoutException) {
      return DeliveryException.passing("timeout", "The webhook did not answer in time");
    }
    return DeliveryException.passing(
        "connection-failed", "The webhook cannot be reached: " + error);
  }
}
