package io.millrace.udfs.rules.pattern.nfa;

import io.millrace.udfs.rules.pattern.nfa.State.Kind;
import java.util.ArrayList;
import java.util.List;

/** Stages that must not match before others do: edges of those others that end a partial match. */
final class Absences {
  private final States states;

  Absences(States states) {
    this.states = states;
  }

  /** Until this stage matches, none of those before it that must not match may. */
  void before(Place place, State state) {
    for (Place absent : pending(place)) {
      Guard guard = Guards.take(absent);
      state.proceed(states.stop(absent, guard), guard);
    }
  }

  /** Between the events of a loop, what must not follow it may not come either. */
  void whileLooping(Place place, State state) {
    Place following = place.following();
    if (following != null && following.stage.contiguity() == Contiguity.NOT_FOLLOWED_BY) {
      // The guard is as seen from the group that the loop is in.
      Guard guard = Guards.takeSeenFrom(place, following);
      state.proceed(states.stop(following, guard), guard);
    }
  }

  /**
   * Where a stage leads once it took an event. An optional stage that did so has done away with the
   * absences before it, which would still hold had it been left out: what comes after is then
   * another state, without them.
   */
  State past(Place place, State sink) {
    List<Place> absent = pending(place);
    return absent.isEmpty() || !place.stage.optional() ? sink : without(absent, sink);
  }

  private State without(List<Place> absent, State state) {
    State copy = states.create(state.stage, state.kind);
    for (Edge edge : state.edges()) {
      if (edge.action() != Edge.Action.PROCEED) {
        State target = edge.target() == state ? copy : edge.target();
        copy.add(edge.action(), target, edge.guard());
      } else if (!edge.target().is(Kind.STOP)) {
        copy.proceed(without(absent, edge.target()), edge.guard());
      } else if (!stops(edge.target(), absent)) {
        copy.proceed(edge.target(), edge.guard());
      }
    }
    return copy;
  }

  private static boolean stops(State stop, List<Place> absent) {
    return stop.first && absent.stream().anyMatch(a -> a.stage.name().equals(stop.stage));
  }

  /** Those that still hold when this stage begins: directly before it, or before optional ones. */
  private static List<Place> pending(Place place) {
    List<Place> found = new ArrayList<>();
    Place previous = place.previous;
    while (previous != null
        && (previous.stage.optional()
            || previous.stage.contiguity() == Contiguity.NOT_FOLLOWED_BY)) {
      if (previous.stage.contiguity() == Contiguity.NOT_FOLLOWED_BY) {
        found.add(previous);
      }
      previous = previous.previous;
    }
    return found;
  }
}
