package io.millrace.udfs.format;

import io.millrace.udfs.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of payloads are wanted, and what reading them has taught so far: the names that
 * follow each other in an object are expected to follow each other in the next message too. One
 * plan serves the messages of one source best. Safe for use by many threads.
 */
public final class ReadPlan {
  /** Steps and shapes that a plan remembers at most; behind it objects are read as if unknown. */
  private static final int MEMORY = 1024;

  /** What is wanted of an object; null for all of it. */
  private final @Nullable Map<String, ReadPlan> wanted;

  private final Trail start;
  private final AtomicInteger memory;

  // A guess, which threads may overwrite for each other.
  private int room = 8;

  private ReadPlan(@Nullable Map<String, ReadPlan> wanted, AtomicInteger memory) {
    this.wanted = wanted;
    this.memory = memory;
    this.start = new Trail(this, Shape.empty(MEMORY));
  }

  /** A plan that reads all. */
  public static ReadPlan everything() {
    return new ReadPlan(null, new AtomicInteger(MEMORY));
  }

  /**
   * A plan that reads what lies on or below these paths; of an object on the way to them only what
   * leads there, of anything else on the way all.
   *
   * @param paths names from the top down; the empty path is the whole payload
   */
  public static ReadPlan of(Collection<List<String>> paths) {
    return of(paths, new AtomicInteger(MEMORY));
  }

  private static ReadPlan of(Collection<List<String>> paths, AtomicInteger memory) {
    Map<String, List<List<String>>> below = new HashMap<>();
    for (List<String> path : paths) {
      if (path.isEmpty()) {
        return new ReadPlan(null, memory);
      }
      below
          .computeIfAbsent(path.get(0), name -> new ArrayList<>())
          .add(path.subList(1, path.size()));
    }
    Map<String, ReadPlan> wanted = new HashMap<>();
    below.forEach((name, rest) -> wanted.put(name, of(rest, memory)));
    return new ReadPlan(wanted, memory);
  }

  /** What to read of the value with this name, or null where it is not wanted. */
  @Nullable ReadPlan below(String name) {
    return wanted == null ? new ReadPlan(null, memory) : wanted.get(name);
  }

  /** The same for an object of which nothing is remembered. */
  @Nullable ReadPlan unplanned(String name) {
    return wanted == null ? this : wanted.get(name);
  }

  /** For how many values an object may need room. */
  int room() {
    return room;
  }

  /** Room that an object needed. */
  void made(int slots) {
    if (slots != room) {
      room = slots;
    }
  }

  /** Where the reading of an object starts. */
  Trail start() {
    return start;
  }

  /** Whether one step more may be remembered. */
  boolean remembers() {
    return memory.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }
}
