package io.millrace.jobs.runtime.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all keys of a state, one round after the other, some keys at a time: what else is to
 * be done in the task comes in between. A round that a restart cuts off is forgotten; whoever wants
 * it remembers that, and visits twice do no harm.
 */
public final class KeySweep implements AutoCloseable {
  /** Some milliseconds of work; between two steps all that waits is done. */
  public static final int STEP = 200;

  private static final String HEAP = "hashmap";

  private final Host host;
  private final Deque<Round> rounds = new ArrayDeque<>();
  private @Nullable Stream<String> open;
  private @Nullable Iterator<String> keys;
  private boolean ending;

  /** The operator whose keys are visited. */
  public interface Host {
    KeyedStateBackend<String> backend();

    void setCurrentKey(Object key);

    /** Runs an action in the operator's task, after what waits there now. */
    void soon(Action action);
  }

  /** Something to do in the operator's task. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  /** What is to be done with a key, which is the present one then. */
  @FunctionalInterface
  public interface Visit {
    void to(String key) throws Exception;
  }

  private record Round(String state, Visit visit, Action done) {}

  public KeySweep(Host host) {
    this.host = host;
  }

  /**
   * Begins a round, or plans it where another is under way. A small one is over at the return.
   *
   * @param state name of the state whose keys are visited
   */
  public void start(String state, Visit visit, Action done) throws Exception {
    rounds.add(new Round(state, visit, done));
    if (rounds.size() == 1) {
      step();
    }
  }

  /** Does all that is left at once, as nothing comes after the end of the input. */
  public void finish() throws Exception {
    ending = true;
    while (!rounds.isEmpty()) {
      step();
    }
  }

  private void step() throws Exception {
    Round round = rounds.peek();
    if (round == null) {
      return;
    }
    Iterator<String> left = keys == null ? begin(round) : keys;
    for (int i = 0; i < STEP && left.hasNext(); i++) {
      String key = left.next();
      host.setCurrentKey(key);
      round.visit().to(key);
    }
    if (left.hasNext()) {
      later();
      return;
    }
    close();
    round.done().run();
    rounds.remove();
    if (!rounds.isEmpty()) {
      later();
    }
  }

  private void later() {
    if (!ending) {
      host.soon(this::step);
    }
  }

  private Iterator<String> begin(Round round) {
    KeyedStateBackend<String> backend = host.backend();
    Stream<String> all = backend.getKeys(round.state(), VoidNamespace.INSTANCE);
    Iterator<String> each;
    if (HEAP.equals(backend.getBackendTypeIdentifier())) {
      // State must not change under an iterator; RocksDB's shows it as it was at the start.
      try (all) {
        each = all.toList().iterator();
      }
    } else {
      open = all;
      each = all.iterator();
    }
    keys = each;
    return each;
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
    open = null;
    keys = null;
  }
}
