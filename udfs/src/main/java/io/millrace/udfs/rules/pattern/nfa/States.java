package io.millrace.udfs.rules.pattern.nfa;

import io.millrace.udfs.rules.pattern.nfa.State.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The states made so far. */
final class States {
  private static final String GROUP = "()";
  private final List<State> all = new ArrayList<>();
  private final Set<String> named = new HashSet<>();
  private final Map<String, State> stops = new HashMap<>();

  State create(String stage, Kind kind) {
    State state = new State(all.size(), stage, kind, named.add(stage));
    all.add(state);
    return state;
  }

  /** A state that takes events of the stage, with the time that may pass before they come. */
  State taking(Place place, Kind kind) {
    State state = create(place.stage.isGroup() ? GROUP : place.stage.name(), kind);
    Quantifier quantifier = place.stage.quantifier();
    if (quantifier == null) {
      state.withinPrevious = place.stage.withinPrevious();
    } else if (!state.first) {
      state.withinPrevious = quantifier.window();
    }
    return state;
  }

  /** Where a partial match ends when this stage, which must not match, has: one for all. */
  State stop(Place absent, Guard guard) {
    State stop = stops.get(absent.stage.name());
    if (stop == null) {
      stop = create(absent.stage.name(), Kind.STOP);
      stop.take(stop, guard);
      stops.put(absent.stage.name(), stop);
    }
    return stop;
  }

  /** A state with the same edges; those to itself lead to the copy. */
  State copy(State state) {
    State copy = create(state.stage, state.kind);
    for (Edge edge : state.edges()) {
      copy.add(edge.action(), edge.target() == state ? copy : edge.target(), edge.guard());
    }
    return copy;
  }

  List<State> frozen() {
    all.forEach(State::freeze);
    return List.copyOf(all);
  }
}
