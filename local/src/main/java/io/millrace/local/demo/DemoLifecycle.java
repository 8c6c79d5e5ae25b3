package io.millrace.local.demo;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings the stack up and down around a run. Ctrl-C stops a stack that the demo brought up, and
 * leaves one alone that was up before.
 */
final class DemoLifecycle {
  private static final long UNWIND_SECONDS = 10;

  private final DemoTarget target;
  private final DemoOptions options;
  private final PrintStream out;
  private final boolean terminal;
  private final AtomicBoolean toStop = new AtomicBoolean();
  private volatile boolean running;
  private final CountDownLatch unwound = new CountDownLatch(1);

  DemoLifecycle(DemoTarget target, DemoOptions options, PrintStream out, boolean terminal) {
    this.target = target;
    this.options = options;
    this.out = out;
    this.terminal = terminal;
  }

  /** Runs the demo; returns whether every check holds. */
  boolean run() throws Exception {
    Thread runner = Thread.currentThread();
    Thread hook = new Thread(() -> interrupted(runner), "demo-ctrl-c");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean done = false;
    try {
      toStop.set(target.startIfDown(out));
      running = true;
      boolean kept = new DemoRun(target, options, out, terminal).run();
      done = true;
      return kept;
    } finally {
      unwound.countDown();
      if (removed(hook)) {
        end(done);
      }
    }
  }

  /** A run that failed leaves the stack up, to be looked at, unless it is told to stop it. */
  private void end(boolean done) throws Exception {
    if (options.exit()) {
      target.stop();
    } else if (done) {
      out.println("The stack is still up: './millrace down' stops it.");
    }
  }

  /** Lets the run put back what it changed, then stops the stack. */
  private void interrupted(Thread runner) {
    if (!running) {
      return; // What is just starting, the target stops by itself.
    }
    runner.interrupt();
    try {
      // Not its end: the thread may end in System.exit, which waits for this hook.
      if (!unwound.await(UNWIND_SECONDS, TimeUnit.SECONDS)) {
        out.println("The run did not end in time; a changed rule may be left in force.");
      }
      if (toStop.getAndSet(false)) {
        target.stop();
      }
    } catch (Exception e) {
      out.println("The stack could not be stopped: " + e.getMessage());
    }
  }

  /** False once the Java machine is going down: the hook does the rest then. */
  private static boolean removed(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
