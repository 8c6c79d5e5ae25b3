package io.millrace.local.cli;

import io.millrace.local.stack.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows a line for each thing that happens. */
public final class ConsoleProgress implements Progress {
  private final PrintWriter out;

  public ConsoleProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void starting(String what) {
    line(what, "starting …");
  }

  @Override
  public void ready(String what, Duration took) {
    line(what, String.format(Locale.ROOT, "ready after %.1f s", took.toMillis() / 1000.0));
  }

  @Override
  public void stopping(String what) {
    line(what, "stopping …");
  }

  @Override
  public void note(String sentence) {
    out.println("  " + sentence);
    out.flush();
  }

  private void line(String what, String happens) {
    out.printf("  %-32s %s%n", what, happens);
    out.flush();
  }
}
