package io.millrace.bridge.dispatch;

import com.google.gson.JsonElement;
import com.microsoft.signalr.HubConnection;
import com.microsoft.signalr.HubConnectionState;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one hub: made when it is first needed, and made anew when it is needed after it
 * was lost. Who needs it while it is being made waits for the same attempt.
 */
final class Hub {
  private final Supplier<HubConnection> connections;
  private @Nullable CompletableFuture<HubConnection> current;

  Hub(Supplier<HubConnection> connections) {
    this.connections = connections;
  }

  /** Invokes a method of the hub; completes with its completion. */
  CompletableFuture<Void> invoke(String method, JsonElement argument) {
    return connected().thenCompose(connection -> invoke(connection, method, argument));
  }

  private static CompletableFuture<Void> invoke(
      HubConnection connection, String method, JsonElement argument) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    var unused =
        connection
            .invoke(method, argument)
            .subscribe(() -> done.complete(null), done::completeExceptionally);
    return done;
  }

  private synchronized CompletableFuture<HubConnection> connected() {
    CompletableFuture<HubConnection> known = current;
    if (known != null && usable(known)) {
      return known;
    }
    HubConnection connection = connections.get();
    CompletableFuture<HubConnection> connecting = new CompletableFuture<>();
    current = connecting;
    var unused =
        connection
            .start()
            .subscribe(() -> connecting.complete(connection), connecting::completeExceptionally);
    return connecting;
  }

  private static boolean usable(CompletableFuture<HubConnection> known) {
    if (!known.isDone()) {
      return true;
    }
    return !known.isCompletedExceptionally()
        && known.join().getConnectionState() == HubConnectionState.CONNECTED;
  }

  private static void stop(HubConnection connection) {
    // Nobody waits for it, and a connection that cannot be ended is gone anyway.
    var unused = connection.stop().onErrorComplete().subscribe();
  }

  synchronized void close() {
    CompletableFuture<HubConnection> known = current;
    current = null;
    if (known != null) {
      known.thenAccept(Hub::stop);
    }
  }
}
