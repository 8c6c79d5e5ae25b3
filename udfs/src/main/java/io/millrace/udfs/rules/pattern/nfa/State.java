package io.millrace.udfs.rules.pattern.nfa;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A state of the automaton: where a partial match stands. Changes only while it is compiled. */
final class State {
  /** What it means to be there. */
  enum Kind {
    NORMAL,
    /** Complete, once its time is over. */
    PENDING,
    /** Complete. */
    FINAL,
    /** What must not match has: the partial match is no more. */
    STOP
  }

  final int id;
  final String stage;
  final Kind kind;

  /** The first state of its stage that was made; what Flink gives the stage's bare name. */
  final boolean first;

  /** Greatest time since the event before; milliseconds, 0 for any. */
  long withinPrevious;

  private List<Edge> edges = new ArrayList<>();

  State(int id, String stage, Kind kind, boolean first) {
    this.id = id;
    this.stage = stage;
    this.kind = kind;
    this.first = first;
  }

  void add(Edge.Action action, State target, Guard guard) {
    edges.add(new Edge(action, this, target, guard));
  }

  void take(State target, Guard guard) {
    add(Edge.Action.TAKE, target, guard);
  }

  void proceed(State target, Guard guard) {
    add(Edge.Action.PROCEED, target, guard);
  }

  void ignore(State target, Guard guard) {
    add(Edge.Action.IGNORE, target, guard);
  }

  List<Edge> edges() {
    return edges;
  }

  void guards(UnaryOperator<Guard> change) {
    edges.replaceAll(e -> new Edge(e.action(), e.source(), e.target(), change.apply(e.guard())));
  }

  /** Edges that can never be gone are dropped, and no more come. */
  void freeze() {
    edges = edges.stream().filter(e -> !e.guard().equals(Guard.FALSE)).toList();
  }

  boolean is(Kind other) {
    return kind == other;
  }

  @Override
  public String toString() {
    return stage + "#" + id;
  }
}
