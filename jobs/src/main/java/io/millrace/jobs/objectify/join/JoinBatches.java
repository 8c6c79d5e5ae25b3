package io.millrace.jobs.objectify.join;

import io.millrace.udfs.objectify.join.JoinAnswer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked of one source: all that waits is asked together as soon as a connection is free,
 * and again, with growing pauses, while the source is away.
 */
final class JoinBatches {
  private static final Logger LOG = LoggerFactory.getLogger(JoinBatches.class);

  /** Keys in a statement. */
  private static final int MOST = 64;

  private static final long FIRST_PAUSE_MS = 100;
  private static final int MOST_DOUBLINGS = 6;

  private final JoinDatabase database;
  private final JoinStatement statement;
  private final ScheduledExecutorService timer;
  private final JoinMetrics metrics;
  private final Duration timeout;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

  /**
   * A key that waits for its answer.
   *
   * @param since when it was asked for first, by {@link System#nanoTime}
   */
  private record Waiting(
      List<Object> key, CompletableFuture<JoinAnswer> answer, long since, int failures) {
    Waiting failed() {
      return new Waiting(key, answer, since, failures + 1);
    }
  }

  JoinBatches(
      JoinDatabase database,
      JoinStatement statement,
      ScheduledExecutorService timer,
      JoinMetrics metrics,
      Duration timeout) {
    this.database = database;
    this.statement = statement;
    this.timer = timer;
    this.metrics = metrics;
    this.timeout = timeout;
  }

  /** The answer; it fails where the source is away for longer than it may. */
  CompletableFuture<JoinAnswer> ask(List<Object> key) {
    CompletableFuture<JoinAnswer> answer = new CompletableFuture<>();
    add(new Waiting(key, answer, System.nanoTime(), 0));
    return answer;
  }

  private void add(Waiting one) {
    queue.add(one);
    database.execute(this::run);
  }

  /** Comes once for each that was added; most find that others have taken theirs along. */
  private void run() {
    List<Waiting> batch = new ArrayList<>();
    for (Waiting one = queue.poll(); one != null; one = queue.poll()) {
      batch.add(one);
      if (batch.size() == MOST) {
        break;
      }
    }
    if (!batch.isEmpty()) {
      run(batch);
    }
  }

  private void run(List<Waiting> batch) {
    long start = System.nanoTime();
    try {
      List<List<Object>> keys = batch.stream().map(Waiting::key).toList();
      List<JoinAnswer.Found> found = database.with(connection -> statement.run(connection, keys));
      metrics.answered(System.nanoTime() - start, batch.size());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(found.get(i));
      }
    } catch (SQLException e) {
      failed(batch, e);
    } catch (RuntimeException e) {
      batch.forEach(one -> one.answer().completeExceptionally(e));
    }
  }

  private void failed(List<Waiting> batch, SQLException e) {
    if (JoinDatabase.mayPass(e)) {
      metrics.retried(batch.size());
      LOG.warn("A join cannot be looked up now, it is tried again: {}", e.getMessage());
      batch.forEach(one -> again(one, e));
    } else if (batch.size() > 1) {
      // One of them may be at fault, and the others not.
      batch.forEach(one -> run(List.of(one)));
    } else {
      metrics.failed();
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      batch.get(0).answer().complete(new JoinAnswer.Failed(reason));
    }
  }

  private void again(Waiting one, SQLException e) {
    if (System.nanoTime() - one.since() >= timeout.toNanos()) {
      one.answer().completeExceptionally(e);
      return;
    }
    long full = FIRST_PAUSE_MS << Math.min(one.failures(), MOST_DOUBLINGS);
    // The random part keeps those that failed together from coming back together.
    long pause = full - ThreadLocalRandom.current().nextLong(full / 2);
    timer.schedule(() -> add(one.failed()), pause, TimeUnit.MILLISECONDS);
  }
}
