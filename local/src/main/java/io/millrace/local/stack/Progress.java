package io.millrace.local.stack;

import java.time.Duration;

/** Is told how the stack comes up and goes down; called from several threads. */
public interface Progress {
  /** Nobody is told. */
  Progress SILENT = new Progress() {};

  /** A server, or a part of the set-up, is being started. */
  default void starting(String what) {}

  /** It is ready. */
  default void ready(String what, Duration took) {}

  /** A server is being stopped. */
  default void stopping(String what) {}

  /** Something that a person should know but that stops nothing. */
  default void note(String sentence) {}
}
