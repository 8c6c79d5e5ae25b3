package io.millrace.bridge.dispatch;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import com.microsoft.signalr.HttpHubConnectionBuilder;
import com.microsoft.signalr.HubConnection;
import com.microsoft.signalr.HubConnectionBuilder;
import com.microsoft.signalr.HubException;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.Route;
import io.reactivex.rxjava3.core.Single;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Commands as invocations of a hub's method, with the payload as its one argument; taken when the
 * hub completes the invocation.
 */
final class SignalRTransport implements Transport {
  /** More than these stay not connected at once: addresses may name devices. */
  private static final int MOST_HUBS = 256;

  private final HostList hosts;
  private final Secrets secrets;
  private final Duration timeout;
  private final Map<Key, Hub> hubs = new LinkedHashMap<>(16, 0.75f, true);

  /** What makes two commands share a connection. */
  private record Key(URI address, String token) {
    @Override
    public String toString() {
      return address.toString();
    }
  }

  SignalRTransport(HostList hosts, Secrets secrets, Duration timeout) {
    this.hosts = hosts;
    this.secrets = secrets;
    this.timeout = timeout;
  }

  @Override
  public CompletableFuture<Void> send(DeviceCommand command, int attempt) {
    Route route = command.getRoute();
    try {
      URI address = hosts.check(route.getAddress());
      String token = route.getSecret() == null ? "" : secrets.get(route.getSecret());
      JsonElement argument = argument(command);
      String method = route.getMethod() == null ? "Command" : route.getMethod();
      return Failures.as(
          hub(new Key(address, token)).invoke(method, argument), SignalRTransport::failure);
    } catch (DeliveryException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized Hub hub(Key key) {
    Hub hub = hubs.computeIfAbsent(key, k -> new Hub(() -> connection(k)));
    if (hubs.size() > MOST_HUBS) {
      var eldest = hubs.entrySet().iterator();
      eldest.next().getValue().close();
      eldest.remove();
    }
    return hub;
  }

  private HubConnection connection(Key key) {
    HttpHubConnectionBuilder builder =
        HubConnectionBuilder.create(key.address().toString())
            .withHandshakeResponseTimeout(timeout.toMillis());
    // A redirect would lead past the list of hosts.
    builder.setHttpClientBuilderCallback(
        http -> http.followRedirects(false).followSslRedirects(false));
    if (!key.token().isEmpty()) {
      builder.withAccessTokenProvider(Single.just(key.token()));
    }
    return builder.build();
  }

  private static JsonElement argument(DeviceCommand command) throws DeliveryException {
    try {
      return JsonParser.parseString(new String(Payloads.of(command), StandardCharsets.UTF_8));
    } catch (JsonSyntaxException e) {
      throw DeliveryException.lasting("payload-not-json", "A hub takes JSON alone");
    }
  }

  /** Hubs do not say whether an error may pass, so all are tried again. */
  private static DeliveryException failure(@Nullable Throwable error) {
    return error instanceof HubException
        ? DeliveryException.passing("hub-error", "The hub failed: " + error.getMessage())
        : DeliveryException.passing("connection-failed", "The hub cannot be reached: " + error);
  }

  @Override
  public synchronized void close() {
    hubs.values().forEach(Hub::close);
    hubs.clear();
  }
}
