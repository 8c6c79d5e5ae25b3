package io.millrace.udfs.rules.pattern.nfa;

import io.millrace.udfs.rules.pattern.nfa.State.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes states of stages, from the last to the first: each is given the state that comes after it.
 * The states and edges are those that Flink CEP has for the same pattern, for what they mean in
 * corner cases (an optional stage after one that must not match, a greedy loop before an optional
 * group) is defined by nothing else.
 */
final class AutomatonCompiler {
  private static final String END = "";
  private final States states = new States();
  private final Absences absences = new Absences(states);
  private final Map<State, State> afterUntil = new HashMap<>();
  private final boolean within;

  private AutomatonCompiler(Pattern pattern) {
    this.within = pattern.within() > 0;
  }

  static Automaton compile(Pattern pattern) throws InvalidPatternException {
    PatternCheck.check(pattern);
    AutomatonCompiler compiler = new AutomatonCompiler(pattern);
    State end = compiler.states.create(END, Kind.FINAL);
    State start = compiler.sequence(Place.of(pattern.stages(), null), end);
    Automaton automaton = new Automaton(compiler.states.frozen(), start);
    automaton.check(pattern.within());
    return automaton;
  }

  private State sequence(List<Place> places, State sink) {
    State state = sink;
    for (int i = places.size() - 1; i >= 0; i--) {
      Place place = places.get(i);
      state =
          switch (place.stage.contiguity()) {
            case NOT_FOLLOWED_BY -> notFollowedBy(place, state);
            case NOT_NEXT -> notNext(place, state);
            case BEGIN, NEXT, FOLLOWED_BY, FOLLOWED_BY_ANY -> stage(place, state);
          };
    }
    return state;
  }

  /** At the end it waits for its time to pass; before another stage it is a guard of that one. */
  private State notFollowedBy(Place place, State sink) {
    if (!sink.is(Kind.FINAL) || !within && place.stage.withinPrevious() == 0) {
      return sink;
    }
    State waiting = states.taking(place, Kind.PENDING);
    Guard guard = Guards.take(place);
    waiting.proceed(states.stop(place, guard), guard);
    waiting.ignore(waiting, Guard.not(guard));
    return waiting;
  }

  private State notNext(Place place, State sink) {
    State state = states.taking(place, Kind.NORMAL);
    Guard guard = Guards.take(place);
    State stop = states.stop(place, guard);
    // At the end it is the next event that completes the match.
    state.add(
        sink.is(Kind.FINAL) ? Edge.Action.IGNORE : Edge.Action.PROCEED, sink, Guard.not(guard));
    state.proceed(stop, guard);
    return state;
  }

  private State stage(Place place, State sink) {
    Quantifier quantifier = place.stage.quantifier();
    State first;
    if (quantifier == null) {
      first = single(place, sink);
    } else if (quantifier.looping()) {
      place.firstRound = false;
      State loop = loop(place, absences.past(place, sink));
      first = rounds(place, loop, sink, quantifier.min(), quantifier.min());
    } else {
      first = rounds(place, sink, sink, quantifier.min(), quantifier.max());
    }
    absences.before(place, first);
    return first;
  }

  /** A stage that is there once; of a repeated one, a round. */
  private State single(Place place, State sink) {
    boolean optional = place.stage.optional();
    return single(place, sink, sink, Guards.take(place), Guards.ignore(place), optional);
  }

  /**
   * @param past where an optional round goes on without an event
   */
  private State single(
      Place place, State sink, State past, Guard take, @Nullable Guard ignore, boolean optional) {
    if (place.stage.isGroup()) {
      return group(place, sink, past, optional);
    }
    State state = states.taking(place, Kind.NORMAL);
    State target = absences.past(place, sink);
    state.take(target, take);
    if (optional) {
      goOn(place, state, past);
    }
    if (ignore != null) {
      State ignoring = state;
      if (optional || place.headOfOptionalGroup()) {
        // Having passed over an event, it may no longer be left out: each match is found once.
        ignoring = states.create(place.stage.name(), Kind.NORMAL);
        ignoring.take(target, take);
        ignoring.ignore(ignoring, ignore);
        absences.before(place, ignoring);
      }
      state.ignore(ignoring, ignore);
    }
    return state;
  }

  /** An optional round is left out; a greedy loop that ended by its until goes its own way. */
  private void goOn(Place place, State state, State past) {
    Guard always = Guards.always(place);
    if (!place.stage.greedy() || place.stage.until() == Stage.NONE) {
      state.proceed(past, always);
      return;
    }
    Guard until = Guards.until(place);
    state.proceed(afterUntil.getOrDefault(past, past), Guard.and(always, until));
    state.proceed(past, Guard.and(always, Guard.not(until)));
  }

  private State group(Place place, State sink, State past, boolean optional) {
    State first = sequence(place.members, sink);
    if (optional) {
      first.proceed(past, Guards.always(place));
    }
    return first;
  }

  /** A number of rounds, some of which may be left out. */
  private State rounds(Place place, State sink, State past, int min, int max) {
    place.firstRound = false;
    Guard take = Guards.takeInLoop(place);
    Guard between = Guards.ignoreInLoop(place);
    if (place.stage.greedy() && min != max) {
      refuse(sink, take);
    }
    State state = sink;
    for (int i = min; i < max; i++) {
      state = single(place, state, past, take, between, true);
      absences.whileLooping(place, state);
    }
    for (int i = 1; i < min; i++) {
      state = single(place, state, past, take, between, false);
      absences.whileLooping(place, state);
    }
    place.firstRound = true;
    return single(place, state, past, take, Guards.ignore(place), place.stage.optional());
  }

  private State loop(Place place, State sink) {
    if (place.stage.isGroup()) {
      State again = states.taking(place, Kind.NORMAL);
      State first = sequence(place.members, again);
      first.proceed(sink, Guards.always(place));
      again.proceed(first, Guards.always(place));
      return first;
    }
    Guard take = Guards.takeInLoop(place);
    Guard between = Guards.ignoreInLoop(place);
    State loop = states.taking(place, Kind.NORMAL);
    if (place.stage.greedy()) {
      if (place.stage.until() != Stage.NONE) {
        afterUntil.put(sink, states.copy(sink));
      }
      goOn(place, loop, sink);
      refuse(sink, Guards.take(place));
    } else {
      loop.proceed(sink, Guards.always(place));
    }
    loop.take(loop, take);
    absences.whileLooping(place, loop);
    if (between != null) {
      State ignoring = states.create(place.stage.name(), Kind.NORMAL);
      ignoring.take(loop, take);
      ignoring.ignore(ignoring, between);
      loop.ignore(ignoring, between);
      absences.whileLooping(place, ignoring);
    }
    return loop;
  }

  /** What comes after a greedy loop does not get what the loop would take. */
  private static void refuse(State state, Guard take) {
    state.guards(guard -> Guard.and(guard, Guard.not(take)));
  }
}
