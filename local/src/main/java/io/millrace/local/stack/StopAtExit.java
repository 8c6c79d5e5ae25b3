package io.millrace.local.stack;

/** While open, the end of this JVM (Ctrl-C, SIGTERM) ends what the stack has started. */
public final class StopAtExit implements AutoCloseable {
  private final Thread hook;

  StopAtExit(Stack stack) {
    this.hook = new Thread(stack::abandon, "stop-stack");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Lets the servers outlive this JVM from now on. Does nothing while the JVM ends. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM ends already: the hook does its work.
    }
  }
}
