package io.millrace.udfs.rules.pattern.nfa;

import io.millrace.udfs.rules.pattern.nfa.State.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a pattern is compiled to. States are numbered; the same pattern always gives the same
 * numbers, so partial matches are kept by them.
 */
public final class Automaton {
  private final List<State> states;
  private final State start;
  private final Map<String, Integer> numbers = new HashMap<>();

  Automaton(List<State> states, State start) {
    this.states = states;
    this.start = start;
    states.forEach(state -> numbers.putIfAbsent(state.stage, state.id));
  }

  /**
   * Compiles a pattern.
   *
   * @throws InvalidPatternException with the stage and the reason
   */
  public static Automaton of(Pattern pattern) throws InvalidPatternException {
    return AutomatonCompiler.compile(pattern);
  }

  State start() {
    return start;
  }

  State state(int id) {
    return states.get(id);
  }

  /** A state of the stage, to name it by. */
  int numberOf(String stage) {
    return numbers.getOrDefault(stage, 0);
  }

  int size() {
    return states.size();
  }

  /** Where partial matches may stand between events. */
  private List<State> resting() {
    return states.stream()
        .filter(s -> s != start && !s.is(Kind.FINAL) && !s.is(Kind.STOP))
        .toList();
  }

  /** Whether some state bounds the time since the event before. */
  boolean boundsPrevious() {
    return states.stream().anyMatch(s -> s.withinPrevious > 0);
  }

  /**
   * Whether an event for which no condition holds can begin a match.
   *
   * @param open conditions of which it is not known
   */
  public boolean beginsWithAny(IntPredicate open) {
    return reads(start, open)
        || Decision.of(start, none -> false).ways().stream()
            .anyMatch(way -> way.edge().action() == Edge.Action.TAKE);
  }

  /**
   * Whether an event for which no condition holds can change a partial match.
   *
   * @param open conditions of which it is not known
   */
  public boolean changesWithAny(IntPredicate open) {
    return resting().stream()
        .anyMatch(s -> reads(s, open) || !Decision.of(s, none -> false).stays());
  }

  /** Conditions that decide whether a match begins. */
  public IntStream beginning(int conditions) {
    return IntStream.range(0, conditions).filter(i -> reads(start, c -> c == i));
  }

  /** Whether what is decided here hangs on one of these conditions. */
  boolean reads(State state, IntPredicate conditions) {
    for (State reached : reached(state)) {
      for (Edge edge : reached.edges()) {
        if (edge.guard().reads(conditions)) {
          return true;
        }
        if (edge.action() == Edge.Action.TAKE
            && reached(edge.target()).stream()
                .flatMap(s -> s.edges().stream())
                .anyMatch(e -> e.action() == Edge.Action.PROCEED && e.guard().reads(conditions))) {
          return true;
        }
      }
    }
    return false;
  }

  /** A state and those that are reached from it without an event. */
  private static Set<State> reached(State from) {
    Set<State> seen = new HashSet<>(Set.of(from));
    Deque<State> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (Edge edge : open.pop().edges()) {
        if (edge.action() == Edge.Action.PROCEED && seen.add(edge.target())) {
          open.push(edge.target());
        }
      }
    }
    return seen;
  }

  void check(long within) throws InvalidPatternException {
    if (reached(start).stream().anyMatch(s -> s.is(Kind.STOP))) {
      throw new InvalidPatternException(
          start.stage, "what must not match needs a stage before it that does");
    }
    for (State state : states) {
      if (within > 0 && state.withinPrevious > within) {
        throw new InvalidPatternException(
            state.stage, "time since the event before is longer than the whole pattern's");
      }
    }
  }

  /** States and edges, one a line: equal for patterns that share their partial matches. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("start " + start + "\n");
    for (State state : states) {
      text.append(state).append(' ').append(state.kind).append(' ').append(state.withinPrevious);
      for (Edge edge : state.edges()) {
        text.append("\n  ").append(edge.action()).append(' ').append(edge.target());
        text.append(' ').append(edge.guard());
      }
      text.append('\n');
    }
    return text.toString();
  }
}
