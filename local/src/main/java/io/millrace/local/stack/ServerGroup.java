package io.millrace.local.stack;

import io.millrace.local.StackException;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The servers of a stack, to act on several at once. */
final class ServerGroup {
  /** What is done to one server. */
  @FunctionalInterface
  private interface Action {
    void on(ServerControl server) throws IOException, InterruptedException;
  }

  private final Map<ServerName, ServerControl> servers = new EnumMap<>(ServerName.class);
  private final Progress progress;

  ServerGroup(StackConfig config, Progress progress) {
    this.progress = progress;
    for (ServerName name : ServerName.values()) {
      servers.put(name, new ServerControl(name, config));
    }
  }

  ServerControl get(ServerName name) {
    ServerControl server = servers.get(name);
    if (server == null) {
      throw new IllegalStateException("Nothing controls " + name);
    }
    return server;
  }

  /** Those of the servers that do not run. */
  Set<ServerName> stopped(Set<ServerName> names) {
    Set<ServerName> stopped = EnumSet.noneOf(ServerName.class);
    names.stream().filter(name -> !get(name).isRunning()).forEach(stopped::add);
    return stopped;
  }

  /** Stops them in the reverse order of their start. */
  void stop(Set<ServerName> names) {
    List<ServerName> reverse = new ArrayList<>(names);
    reverse.sort(Collections.reverseOrder());
    each(
        reverse,
        server -> {
          if (server.isRunning()) {
            progress.stopping(server.name().id());
          }
          server.stop();
        });
  }

  /** Ends them, and what a crash has left of them, at once. */
  void kill(Set<ServerName> names) {
    each(names, ServerControl::kill);
  }

  /** How every server does, in the order of their start. */
  List<ServerState> states() {
    List<ServerState> states = new ArrayList<>();
    each(servers.keySet(), server -> states.add(server.state()));
    return states;
  }

  /** Acts on all of them, also where it fails on one; the first failure is thrown at the end. */
  private void each(Collection<ServerName> names, Action action) {
    List<StackException> failures = new ArrayList<>();
    // A stop that follows an interruption still has to wait for the processes.
    boolean interrupted = Thread.interrupted();
    for (ServerName name : names) {
      try {
        action.on(get(name));
      } catch (IOException | InterruptedException | RuntimeException e) {
        interrupted |= e instanceof InterruptedException;
        failures.add(new StackException(name.id() + ": " + e.getMessage(), e));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
