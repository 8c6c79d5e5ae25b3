package io.millrace.service.thread;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs in a thread of its own from the start of the service to its end. */
public abstract class ServiceThread implements SmartLifecycle {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final String name;
  private volatile @Nullable Thread thread;

  protected ServiceThread(String name) {
    this.name = name;
  }

  /** Goes on while {@link #isRunning}; it is interrupted when that ends. */
  protected abstract void run();

  @Override
  public final void start() {
    Thread started = new Thread(this::run, name);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  @Override
  public final void stop() {
    Thread stopped = thread;
    thread = null;
    if (stopped == null) {
      return;
    }
    stopped.interrupt();
    try {
      stopped.join(LAST_WORDS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public final boolean isRunning() {
    return thread != null;
  }
}
