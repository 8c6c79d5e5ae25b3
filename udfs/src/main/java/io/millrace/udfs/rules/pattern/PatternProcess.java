package io.millrace.udfs.rules.pattern;

import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.RuleProcess;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.Truth;
import io.millrace.udfs.rules.Truths;
import io.millrace.udfs.rules.pattern.nfa.EventCodec;
import io.millrace.udfs.rules.pattern.nfa.Matcher;
import io.millrace.udfs.rules.pattern.nfa.PartialMatches;
import io.millrace.udfs.rules.pattern.nfa.PartialMatchesCodec;
import io.millrace.udfs.rules.pattern.nfa.Stage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matches a pattern. An event of which no condition can be told, for it lacks what they read, is no
 * part of the sequence: it neither matches nor stands between others.
 */
public final class PatternProcess implements RuleProcess<PartialMatches<StoredEvent>> {
  private final RuleHead head;
  private final PatternSpec spec;
  private final Matcher<StoredEvent> matcher;
  private final boolean takesAny;

  PatternProcess(RuleHead head, PatternSpec spec) {
    this.head = head;
    this.spec = spec;
    this.matcher =
        new Matcher<>(
            spec.pattern(),
            spec.automaton(),
            spec.timeouts(),
            condition -> spec.conditions().get(condition).asksPath(),
            spec.limits());
    this.takesAny = takesAny(spec.pattern().stages());
  }

  /** What the rule says. */
  public PatternSpec spec() {
    return spec;
  }

  private static boolean takesAny(List<Stage> stages) {
    return stages.stream()
        .anyMatch(s -> s.isGroup() ? takesAny(s.group()) : s.where() == Stage.NONE);
  }

  @Override
  public @Nullable PartialMatches<StoredEvent> onEvent(
      @Nullable PartialMatches<StoredEvent> state, Event event, Truths truths, Context context) {
    if (!takesAny && !concerns(event, truths)) {
      return state;
    }
    PartialMatches<StoredEvent> matches = state == null ? new PartialMatches<>() : state;
    Alerts alerts = new Alerts(head, spec, context);
    matcher.pass(matches, event.timestamp(), alerts);
    Present present = new Present(spec, event, truths, context);
    matcher.process(matches, present, !context.draining(), alerts);
    return matches.isEmpty() ? null : matches;
  }

  /** Whether one of the conditions can be told of the event. */
  public boolean concerns(Event event, Truths truths) {
    for (StageCondition condition : spec.conditions()) {
      if (condition.event() == StageCondition.NONE
          ? condition.knows(event)
          : truths.of(condition.event()) != Truth.UNKNOWN) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable PartialMatches<StoredEvent> onTime(
      PartialMatches<StoredEvent> matches, long now, Context context) {
    matcher.pass(matches, now, new Alerts(head, spec, context));
    return matches.isEmpty() ? null : matches;
  }

  @Override
  public long nextTimer(PartialMatches<StoredEvent> matches) {
    return matcher.due(matches);
  }

  @Override
  public void write(PartialMatches<StoredEvent> matches, Key key, DataOutput out)
      throws IOException {
    codec(key).write(matches, out);
  }

  @Override
  public PartialMatches<StoredEvent> read(Key key, DataInput in) throws IOException {
    return codec(key).read(in);
  }

  private PartialMatchesCodec<StoredEvent> codec(Key key) {
    return new PartialMatchesCodec<>(
        spec.automaton(),
        new EventCodec<>() {
          @Override
          public void write(StoredEvent event, DataOutput out) throws IOException {
            event.write(key, out);
          }

          @Override
          public StoredEvent read(DataInput in) throws IOException {
            return StoredEvent.read(key, in);
          }
        });
  }

  /** Before its first event, a match hangs on those that others began with: what is skipped. */
  @Override
  public long reach() {
    return spec.pattern().within() + longest(spec.pattern().stages());
  }

  private static long longest(List<Stage> stages) {
    long longest = 0;
    for (Stage stage : stages) {
      long window = stage.quantifier() == null ? 0 : stage.quantifier().window();
      longest = Math.max(longest, Math.max(stage.withinPrevious(), window));
      longest = Math.max(longest, longest(stage.group()));
    }
    return longest;
  }

  /** Stages, how they follow each other, and times must be the same; conditions may change. */
  @Override
  public Carry carries(Rule old) {
    if (!(old.process() instanceof PatternProcess other)) {
      return new Carry.Refused("it was of kind " + old.head().kind());
    }
    if (!other.spec.automaton().toString().equals(spec.automaton().toString())) {
      return new Carry.Refused("its stages, or how they follow each other, have changed");
    }
    if (other.spec.flinkCep() != spec.flinkCep()) {
      return new Carry.Refused("its engine has changed");
    }
    return new Carry.Allowed();
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable PartialMatches<StoredEvent> carry(Object state, Rule old, Context context) {
    PartialMatches<StoredEvent> matches = (PartialMatches<StoredEvent>) state;
    PartialMatches<StoredEvent> resumed = matches.resumed(spec.automaton());
    return resumed.isEmpty() ? null : resumed;
  }
}
