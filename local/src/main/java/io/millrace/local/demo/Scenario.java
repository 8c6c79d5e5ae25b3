package io.millrace.local.demo;

import io.millrace.local.demo.report.Check;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** What a demo sends and what must come of it. */
interface Scenario {

  /**
   * Sends everything; returns when the last message is on its way.
   *
   * @param out told what happens, a line each
   */
  void stream(Progress out) throws IOException, InterruptedException;

  /** Whether everything beyond the counts has come out too. */
  boolean settled() throws IOException, InterruptedException;

  /** What was promised beyond the counts. */
  List<Check> checks() throws IOException, InterruptedException;

  /** Tells what was seen beyond the counts, for people. */
  void describe(PrintStream out) throws IOException, InterruptedException;
}
