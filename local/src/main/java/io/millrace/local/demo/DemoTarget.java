package io.millrace.local.demo;

import java.io.PrintStream;
import java.util.Map;

/** The stack that the demo runs on. */
public interface DemoTarget {

  /**
   * Brings the stack up if it is down, and waits until its jobs run. If this JVM is ended meanwhile
   * (Ctrl-C), nothing that was started may be left.
   *
   * @param progress told what is going on
   * @return whether it was down
   * @throws Exception if it does not come up, with the reason as message; nothing is left running
   *     then
   */
  boolean startIfDown(PrintStream progress) throws Exception;

  /** Where its servers are; known once it is up. */
  DemoEndpoints endpoints();

  /** Process ids of its servers by name, for instance {@code kafka}; known once it is up. */
  Map<String, Long> serverPids();

  /**
   * Stops the stack; its data stays.
   *
   * @throws Exception if a process cannot be stopped
   */
  void stop() throws Exception;
}
