package io.millrace.local.stack;

import io.millrace.local.config.ServerName;
import io.millrace.local.process.ProcessRef;
import java.util.Optional;

/**
 * How a server does.
 *
 * @param process while it runs
 * @param ready whether it serves requests
 * @param residentBytes memory of it and its children in RAM
 */
public record ServerState(
    ServerName name, Optional<ProcessRef> process, boolean ready, long residentBytes) {

  /** In a word. */
  public String word() {
    if (process.isEmpty()) {
      return "stopped";
    }
    return ready ? "ready" : "not ready";
  }
}
