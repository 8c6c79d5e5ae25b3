package io.millrace.udfs.rules.pattern.nfa;

import io.millrace.udfs.rules.pattern.nfa.State.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the event means to partial matches of one state.
 *
 * @param ways edges that are gone, in the order in which their ends are reached
 * @param stays nothing happens
 * @param stops what must not match has: of the partial match only what is complete remains
 */
record Decision(List<Way> ways, boolean stays, boolean stops) {
  private static final Decision STAYS = new Decision(List.of(), true, false);
  private static final Decision DIES = new Decision(List.of(), false, false);

  /**
   * A way that is gone.
   *
   * @param completes with this event the match may be complete, what could follow being optional
   */
  record Way(Edge edge, boolean completes) {}

  static Decision of(State state, Facts facts) {
    List<Way> ways = new ArrayList<>(2);
    boolean stops = false;
    Deque<State> open = new ArrayDeque<>(4);
    open.push(state);
    while (!open.isEmpty()) {
      for (Edge edge : open.pop().edges()) {
        if (!edge.guard().test(facts)) {
          continue;
        }
        if (edge.action() == Edge.Action.PROCEED) {
          open.push(edge.target());
        } else {
          boolean take = edge.action() == Edge.Action.TAKE;
          ways.add(new Way(edge, take && completes(edge.target(), facts)));
          stops |= edge.target().is(Kind.STOP);
        }
      }
    }
    if (ways.isEmpty()) {
      return DIES;
    }
    boolean stays = ways.size() == 1 && ways.get(0).edge().staysIn(state);
    return stays ? STAYS : new Decision(ways, false, stops);
  }

  private static boolean completes(State target, Facts facts) {
    Deque<State> open = new ArrayDeque<>(2);
    open.push(target);
    while (!open.isEmpty()) {
      for (Edge edge : open.pop().edges()) {
        if (edge.action() == Edge.Action.PROCEED && edge.guard().test(facts)) {
          if (edge.target().is(Kind.FINAL)) {
            return true;
          }
          open.push(edge.target());
        }
      }
    }
    return false;
  }
}
