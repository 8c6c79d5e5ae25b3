package io.millrace.udfs.codec;

import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/** One running call: what it has used, and the end of it when that is too much. */
final class Watch {
  private enum State {
    RUNNING,
    DONE,
    OVER_TIME,
    OVER_MEMORY
  }

  /** Beyond this multiple in wall-clock time a call ends even if it got no CPU. */
  static final int WALL_CLOCK_FACTOR = 10;

  private State state = State.RUNNING;
  private final Context context;
  private final CodecLimits limits;
  private final long threadId = Thread.currentThread().getId();
  private final long startedNanos = System.nanoTime();
  private final long allocatedBefore = ThreadUsage.allocatedBytes();
  private long cpuBefore = -1;

  Watch(Context context, CodecLimits limits) {
    this.context = context;
    this.limits = limits;
  }

  /** Called by the watchdog. CPU time counts from its first look on: reading it is slow. */
  synchronized void look() {
    if (state != State.RUNNING) {
      return;
    }
    long cpu = ThreadUsage.cpuNanos(threadId);
    if (cpuBefore < 0) {
      cpuBefore = cpu;
    }
    if (ThreadUsage.allocatedBytes(threadId) - allocatedBefore > limits.memoryBytes()) {
      end(State.OVER_MEMORY);
    } else if (cpu - cpuBefore > limits.time().toNanos()
        || System.nanoTime() - startedNanos > limits.time().toNanos() * WALL_CLOCK_FACTOR) {
      end(State.OVER_TIME);
    }
  }

  /**
   * The call is over. A call that ended in the moment in which it was stopped counts as stopped,
   * for its context is gone.
   *
   * @return why it was stopped, null if it was not
   */
  synchronized @Nullable RefusedCallException finish() {
    if (state == State.RUNNING) {
      state = State.DONE;
    }
    return switch (state) {
      case OVER_TIME ->
          new RefusedCallException(
              CodecCode.CODEC_TIMEOUT, "Stopped after " + limits.time().toMillis() + " ms");
      case OVER_MEMORY -> memory(limits);
      case RUNNING, DONE -> null;
    };
  }

  /** The refusal of a call that went beyond its memory. */
  static RefusedCallException memory(CodecLimits limits) {
    return new RefusedCallException(
        CodecCode.CODEC_MEMORY, "Stopped beyond " + limits.memoryBytes() + " bytes");
  }

  private void end(State why) {
    state = why;
    // Closing waits for the call to leave; the watchdog has others to look after meanwhile.
    Thread closer = new Thread(() -> context.close(true), "codec-stop");
    closer.setDaemon(true);
    closer.start();
  }
}
