package io.millrace.local.server;

import io.millrace.local.config.ServerName;
import io.millrace.local.process.ProcessSpec;
import java.io.IOException;
import java.time.Duration;

/** What is peculiar to one server: its files, its command line, how it tells that it is ready. */
public interface Server {
  ServerName name();

  /** Makes program, configuration and data directory ready; repeats nothing that stands already. */
  void prepare() throws IOException, InterruptedException;

  ProcessSpec process() throws IOException;

  /** Whether it serves requests now; false too if it does not answer. */
  boolean isReady() throws IOException, InterruptedException;

  /** Done once it serves requests, before anybody else uses it; again at every start. */
  default void complete() throws IOException {
    // Most have nothing left to do.
  }

  /** The signal, without SIG, upon which it ends in good order. */
  default String stopSignal() {
    return "TERM";
  }

  /** How long an end in good order may take. */
  default Duration stopWithin() {
    return Duration.ofSeconds(15);
  }
}
