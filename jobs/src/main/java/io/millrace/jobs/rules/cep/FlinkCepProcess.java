package io.millrace.jobs.rules.cep;

import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.RuleProcess;
import io.millrace.udfs.rules.Truths;
import io.millrace.udfs.rules.pattern.Alerts;
import io.millrace.udfs.rules.pattern.PatternProcess;
import io.millrace.udfs.rules.pattern.PatternSpec;
import io.millrace.udfs.rules.pattern.Present;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern rule on Flink CEP's engine. What that remembers of a key is one value like that of
 * other rules, so it is kept, restored, moved and removed with it. Slow: a reference.
 */
public final class FlinkCepProcess implements RuleProcess<FlinkCepState> {
  private final RuleHead head;
  private final PatternProcess ours;
  private final FlinkCepMatcher matcher;

  private FlinkCepProcess(RuleHead head, PatternProcess ours) {
    this.head = head;
    this.ours = ours;
    this.matcher = new FlinkCepMatcher(ours.spec());
  }

  /** The rule as the job runs it: on Flink's engine where it asks for that. */
  public static Rule of(Rule rule) {
    return rule.process() instanceof PatternProcess pattern && pattern.spec().flinkCep()
        ? new Rule(
            rule.head(), rule.conditions(), rule.wakes(), new FlinkCepProcess(rule.head(), pattern))
        : rule;
  }

  @Override
  public @Nullable FlinkCepState onEvent(
      @Nullable FlinkCepState known, Event event, Truths truths, Context context) {
    PatternSpec spec = ours.spec();
    if (!ours.concerns(event, truths)) {
      return known;
    }
    FlinkCepState state = known == null ? matcher.begin() : known;
    Alerts alerts = new Alerts(head, spec, context);
    try {
      matcher.pass(state, event.timestamp(), alerts);
      Present present = new Present(spec, event, truths, context);
      matcher.process(state, present, !context.draining(), alerts);
    } catch (Exception e) {
      context.fail("Flink CEP: " + e.getMessage());
      return null;
    }
    if (state.nfa.getPartialMatches().size() > spec.limits().partialMatches()) {
      context.fail(
          "more than " + spec.limits().partialMatches() + " partial matches: all are dropped");
      return null;
    }
    return state.isEmpty() ? null : state;
  }

  @Override
  public @Nullable FlinkCepState onTime(FlinkCepState state, long now, Context context) {
    try {
      matcher.pass(state, now, new Alerts(head, ours.spec(), context));
    } catch (Exception e) {
      context.fail("Flink CEP: " + e.getMessage());
      return null;
    }
    return state.isEmpty() ? null : state;
  }

  @Override
  public long nextTimer(FlinkCepState state) {
    return matcher.due(state);
  }

  @Override
  public void write(FlinkCepState state, Key key, DataOutput out) throws IOException {
    matcher.write(state, out);
  }

  @Override
  public FlinkCepState read(Key key, DataInput in) throws IOException {
    return matcher.read(in);
  }

  /** As our own engine, if the other version runs on Flink's as well. */
  @Override
  public Carry carries(Rule old) {
    return old.process() instanceof FlinkCepProcess other
        ? ours.carries(new Rule(old.head(), old.conditions(), old.wakes(), other.ours))
        : new Carry.Refused("its engine has changed");
  }

  @Override
  public @Nullable FlinkCepState carry(Object state, Rule old, Context context) {
    return state instanceof FlinkCepState carried ? carried : null;
  }
}
