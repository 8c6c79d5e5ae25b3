package io.millrace.local.stack;

import io.millrace.local.StackException;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.process.PidFile;
import io.millrace.local.process.ProcessRef;
import io.millrace.local.process.ResidentMemory;
import io.millrace.local.process.ServerProcess;
import io.millrace.local.server.Server;
import io.millrace.local.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Starts, watches and ends one server. */
final class ServerControl {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final int SHOWN_LINES = 8;

  private final ServerName name;
  private final Path log;
  private final Server server;
  private final ServerProcess process;

  ServerControl(ServerName name, StackConfig config) {
    this.name = name;
    this.log = config.log(name);
    this.server = Servers.of(name, config);
    this.process = new ServerProcess(new PidFile(config.pidFile(name)));
  }

  ServerName name() {
    return name;
  }

  boolean isRunning() {
    return process.running().isPresent();
  }

  /**
   * Starts the server and waits until it is ready.
   *
   * @param abandoned asked all the while; where it says yes, the wait ends with an error
   */
  void start(BooleanSupplier abandoned) throws IOException, InterruptedException {
    server.prepare();
    synchronized (this) {
      refuseIf(abandoned);
      process.start(server.process());
    }
    Instant deadline = Instant.now().plus(READY_WITHIN);
    while (!server.isReady()) {
      refuseIf(abandoned);
      if (!isRunning()) {
        throw new StackException(name.id() + " ended before it was ready; " + lastWords());
      }
      if (Instant.now().isAfter(deadline)) {
        throw new StackException(
            name.id() + " is not ready after " + READY_WITHIN.toSeconds() + " s; " + lastWords());
      }
      Thread.sleep(POLL.toMillis());
    }
    server.complete();
  }

  private void refuseIf(BooleanSupplier abandoned) {
    if (abandoned.getAsBoolean()) {
      throw new StackException("The start of " + name.id() + " was abandoned");
    }
  }

  private String lastWords() throws IOException {
    if (!Files.exists(log)) {
      return "it has written no log";
    }
    List<String> lines = Files.readAllLines(log);
    List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    return "its log " + log + " ends with:\n  " + String.join("\n  ", last);
  }

  /** After the start has been abandoned, nothing of the server is left when this returns. */
  synchronized void stop() throws IOException, InterruptedException {
    process.stop(server.stopSignal(), server.stopWithin());
  }

  /** Ends the server, and what a crash has left of it: that would hold its port and its data. */
  synchronized void kill() throws IOException, InterruptedException {
    process.kill();
  }

  ServerState state() throws IOException, InterruptedException {
    Optional<ProcessRef> running = process.running();
    boolean ready = running.isPresent() && server.isReady();
    return new ServerState(name, running, ready, running.map(ResidentMemory::of).orElse(0L));
  }
}
