package io.millrace.udfs.rules.pattern.nfa;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event means to partial matches, found out once for each answer that conditions can give:
 * for each state a tree of the conditions that are asked there, in their order, with decisions as
 * leaves. It grows as answers come. Threads may share it: nodes are published whole, and two that
 * make the same one make equal ones.
 */
final class Decisions {
  private final @Nullable Node[] roots;

  /** A condition that is asked, or a decision. */
  private static final class Node {
    private final int condition;
    private final @Nullable Decision decision;
    private @Nullable Node yes;
    private @Nullable Node no;

    Node(int condition, @Nullable Decision decision) {
      this.condition = condition;
      this.decision = decision;
    }

    @Nullable Node after(boolean held) {
      return held ? yes : no;
    }

    Node put(boolean held, Node next) {
      if (held) {
        yes = next;
      } else {
        no = next;
      }
      return next;
    }
  }

  /** What was asked, and answered. */
  private static final class Record implements Facts {
    private final Facts facts;
    private final List<Integer> asked = new ArrayList<>(2);
    private final List<Boolean> held = new ArrayList<>(2);

    Record(Facts facts) {
      this.facts = facts;
    }

    @Override
    public boolean hold(int condition) {
      int known = asked.indexOf(condition);
      if (known >= 0) {
        return held.get(known);
      }
      boolean holds = facts.hold(condition);
      asked.add(condition);
      held.add(holds);
      return holds;
    }
  }

  Decisions(int states) {
    this.roots = new Node[states];
  }

  /** The decision of a state that hangs on nothing but these facts. */
  Decision decide(State state, Facts facts) {
    Node node = roots[state.id];
    while (node != null) {
      if (node.decision != null) {
        return node.decision;
      }
      node = node.after(facts.hold(node.condition));
    }
    return learn(state, facts);
  }

  private Decision learn(State state, Facts facts) {
    Record record = new Record(facts);
    Decision decision = Decision.of(state, record);
    Node leaf = new Node(Stage.NONE, decision);
    Node node = roots[state.id];
    if (record.asked.isEmpty()) {
      roots[state.id] = leaf;
      return decision;
    }
    if (node == null) {
      node = new Node(record.asked.get(0), null);
      roots[state.id] = node;
    }
    for (int i = 0; i < record.asked.size(); i++) {
      boolean held = record.held.get(i);
      Node next = node.after(held);
      boolean last = i + 1 == record.asked.size();
      if (next == null) {
        next = node.put(held, last ? leaf : new Node(record.asked.get(i + 1), null));
      }
      node = next;
    }
    return decision;
  }
}
