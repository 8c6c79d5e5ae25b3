package io.millrace.jobs.objectify.join;

import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.objectify.join.JoinAnswer;
import io.millrace.udfs.objectify.mapping.Joining;
import io.millrace.udfs.objectify.mapping.ObjectMappings.Mapped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The records of a subtask that wait for what is joined to them. They go on in any order, as
 * objects end the same; but what must come after all that came before it waits for those. All is
 * done in the task's own thread.
 *
 * @param <I> the records
 */
public final class JoinQueue<I> {
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 1_000;

  private final Joins joins;
  private final MailboxExecutor mailbox;
  private final int capacity;
  private final Out<I> out;

  /** In the order in which they came. */
  private final Set<Entry<I>> entries = new LinkedHashSet<>();

  /** Takes what mappings made. */
  @FunctionalInterface
  public interface Out<I> {
    void take(I record, Mapped mapped, Origin place);
  }

  /** A record: equal only to itself, as the same may come twice. */
  private static final class Entry<I> {
    final I record;
    final @Nullable Runnable after;
    int open;

    Entry(I record, @Nullable Runnable after) {
      this.record = record;
      this.after = after;
    }
  }

  public JoinQueue(Joins joins, MailboxExecutor mailbox, int capacity, Out<I> out) {
    this.joins = joins;
    this.mailbox = mailbox;
    this.capacity = capacity;
    this.out = out;
  }

  /** Goes on with a record; what is known already goes on at once. Waits while too many wait. */
  public void take(I record, List<Joining> begun, Origin place) throws Exception {
    Entry<I> entry = new Entry<>(record, null);
    // Held open until all have begun.
    entry.open = 1;
    entries.add(entry);
    for (Joining joining : begun) {
      entry.open++;
      ask(entry, joining, place, 0, FIRST_PAUSE_MS);
    }
    close(entry);
    while (entries.size() > capacity) {
      mailbox.yield();
    }
  }

  /** Does something when all that came before has gone on. */
  public void after(I record, Runnable action) {
    if (entries.isEmpty()) {
      action.run();
    } else {
      entries.add(new Entry<>(record, action));
    }
  }

  /** Waits for all. */
  public void drain() throws InterruptedException {
    while (!entries.isEmpty()) {
      mailbox.yield();
    }
  }

  /** Those that wait, in the order in which they came. */
  public List<I> records() {
    return entries.stream().map(entry -> entry.record).toList();
  }

  public int size() {
    return entries.size();
  }

  private void ask(Entry<I> entry, Joining joining, Origin place, long waitedMs, long pauseMs) {
    List<CompletableFuture<JoinAnswer>> answers = new ArrayList<>();
    for (Joining.Asked asked : joining.asked()) {
      answers.add(
          asked.request() == null
              ? CompletableFuture.completedFuture(JoinAnswer.NOTHING)
              : joins.ask(asked.request()));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]));
    Runnable next = () -> answered(entry, joining, place, answers, waitedMs, pauseMs);
    if (all.isDone()) {
      next.run();
    } else {
      all.whenComplete((nothing, failure) -> inTask(next));
    }
  }

  private void inTask(Runnable action) {
    try {
      mailbox.execute(action::run, "join");
    } catch (RejectedExecutionException e) {
      // The task has ended.
    }
  }

  private void answered(
      Entry<I> entry,
      Joining joining,
      Origin place,
      List<CompletableFuture<JoinAnswer>> answers,
      long waitedMs,
      long pauseMs) {
    List<JoinAnswer> known = new ArrayList<>();
    for (CompletableFuture<JoinAnswer> answer : answers) {
      try {
        known.add(answer.join());
      } catch (RuntimeException e) {
        throw new FlinkRuntimeException("What is joined to objects cannot be looked up", e);
      }
    }
    if (mayCome(joining, known, waitedMs)) {
      long longer = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      joins.later(
          pauseMs, () -> inTask(() -> ask(entry, joining, place, waitedMs + pauseMs, longer)));
      return;
    }
    out.take(entry.record, joining.with(known), place);
    close(entry);
  }

  /** Whether something is missing that may still come; it is asked for anew then. */
  private boolean mayCome(Joining joining, List<JoinAnswer> answers, long waitedMs) {
    boolean may = false;
    for (int i = 0; i < answers.size(); i++) {
      Joining.Asked asked = joining.asked().get(i);
      if (asked.request() != null && answers.get(i) instanceof JoinAnswer.Failed) {
        joins.forget(asked.request());
      } else if (asked.request() != null
          && answers.get(i).missing()
          && asked.join().patience().toMillis() > waitedMs) {
        joins.forget(asked.request());
        may = true;
      }
    }
    return may;
  }

  private void close(Entry<I> entry) {
    entry.open--;
    if (entry.open > 0) {
      return;
    }
    entries.remove(entry);
    Iterator<Entry<I>> first = entries.iterator();
    while (first.hasNext()) {
      Runnable after = first.next().after;
      if (after == null) {
        return;
      }
      first.remove();
      after.run();
    }
  }
}
