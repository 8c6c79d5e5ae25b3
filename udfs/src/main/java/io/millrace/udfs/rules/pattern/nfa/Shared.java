package io.millrace.udfs.rules.pattern.nfa;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Steps and events that partial matches share, each once; a step comes after those before it. */
final class Shared<E> {
  final List<Taken<E>> events = new ArrayList<>();
  final List<Step<E>> steps = new ArrayList<>();
  private final Map<Object, Integer> places = new IdentityHashMap<>();

  void add(Run<E> run) {
    Deque<Step<E>> unknown = new ArrayDeque<>();
    Step<E> step = run.last();
    while (step != null && !places.containsKey(step)) {
      unknown.push(step);
      step = step.previous;
    }
    for (Step<E> next : unknown) {
      if (places.putIfAbsent(next.taken, events.size()) == null) {
        events.add(next.taken);
      }
      places.put(next, steps.size());
      steps.add(next);
    }
  }

  int placeOf(Object part) {
    Integer place = places.get(part);
    if (place == null) {
      throw new IllegalStateException("Not a part of what was added: " + part);
    }
    return place;
  }
}
