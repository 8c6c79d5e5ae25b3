package io.millrace.udfs.codec;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one codec. The engine cannot stop a script everywhere (one that catches its own
 * stack overflow over and over leaves it no room to), so the caller must be able to walk away. That
 * happens once: a codec that kept its thread is refused from then on, so it costs no second one.
 */
final class Worker {
  /** How long past its limits a call that was told to stop may take to leave. */
  private static final long GRACE_MILLIS = 1000;

  private static final long START_MILLIS = 60_000;

  private final ExecutorService thread;
  private final long patienceMillis;
  private boolean lost;

  Worker(CodecLimits limits) {
    this.patienceMillis = limits.time().toMillis() * Watch.WALL_CLOCK_FACTOR + GRACE_MILLIS;
    this.thread = Executors.newSingleThreadExecutor(Worker::daemon);
  }

  /** Runs a script under its limits, or walks away from it. */
  @Nullable Object run(Callable<@Nullable Object> call) throws RefusedCallException {
    return await(call, patienceMillis);
  }

  /** Runs what is no script: its time is the engine's, and depends on the load of the machine. */
  <T> T start(Callable<T> work) throws RefusedCallException {
    return await(work, START_MILLIS);
  }

  private <T extends @Nullable Object> T await(Callable<T> work, long millis)
      throws RefusedCallException {
    if (lost) {
      throw new RefusedCallException(
          CodecCode.CODEC_TIMEOUT, "Disabled: an earlier call could not be stopped");
    }
    try {
      return thread.submit(work).get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      lost = true;
      throw new RefusedCallException(CodecCode.CODEC_TIMEOUT, "It could not be stopped");
    } catch (InterruptedException e) {
      // The job is being cancelled; the call that runs is nobody's any more.
      lost = true;
      Thread.currentThread().interrupt();
      throw new RefusedCallException(CodecCode.CODEC_FAILED, "Interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedCallException refused) {
        throw refused;
      }
      throw new RefusedCallException(CodecCode.CODEC_FAILED, String.valueOf(e.getCause()));
    }
  }

  /** Ends the thread once this is done, without waiting for it. */
  void close(Runnable last) {
    if (!lost) {
      thread.execute(last);
    }
    thread.shutdown();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "codec");
    thread.setDaemon(true);
    return thread;
  }
}
