package io.millrace.jobs.rules;

import io.millrace.jobs.rules.memory.KeyMemories;
import io.millrace.jobs.rules.memory.KeyMemory;
import io.millrace.jobs.runtime.state.KeySweep;
import io.millrace.udfs.rules.Expected;
import io.millrace.udfs.rules.KeyState;
import io.millrace.udfs.rules.RuleEngine;
import java.util.List;

/** What is done with keys though no event of theirs came. */
final class ColdKeys {
  private final RuleOperator<?> operator;
  private final RuleEngine engine;
  private final KeyMemories memories;
  private final RuleOutput alerts;
  private final KeySweep keys;

  ColdKeys(
      RuleOperator<?> operator,
      RuleEngine engine,
      KeyMemories memories,
      RuleOutput alerts,
      KeySweep keys) {
    this.operator = operator;
    this.engine = engine;
    this.memories = memories;
    this.alerts = alerts;
    this.keys = keys;
  }

  /** Visits all keys of a state, a few at a time; see {@link KeySweep#start}. */
  void visit(String state, KeySweep.Visit visit, KeySweep.Action done) throws Exception {
    keys.start(state, visit, done);
  }

  /** Tells the rules of the present key what is expected of it; see {@link RuleEngine#expect}. */
  void expect(List<Expected> expected, long after) throws Exception {
    KeyMemory known = memories.read();
    KeyMemory memory = known == null ? KeyMemory.empty() : known;
    KeyState rules = memory.rules(StateKeys.key((String) operator.getCurrentKey()));
    long before = rules.nextTimer();
    for (Expected each : expected) {
      engine.expect(rules, each, after, operator.now(), alerts.on(null));
    }
    memories.keep(known, memory, before);
  }

  /**
   * Ends, of all keys, what removed rules began.
   *
   * @param at when they went: epoch milliseconds
   * @param done some time later, when all keys have been visited
   */
  void sweep(long at, KeySweep.Action done) throws Exception {
    keys.start(KeyMemories.MEMORY.getName(), key -> end(key, at), done);
  }

  private void end(String key, long at) throws Exception {
    KeyMemory memory = memories.read();
    if (memory == null || memory.idle()) {
      return;
    }
    KeyState rules = memory.rules(StateKeys.key(key));
    long before = rules.nextTimer();
    engine.sweep(rules, at, "rule removed or paused", alerts.on(null));
    memories.keep(memory, memory, before);
  }
}
