package io.millrace.udfs.rules.absence;

import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Expected;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleProcess;
import io.millrace.udfs.rules.Truths;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a member of a key has been silent for so long although others of the key were heard
 * since; if none was, the key itself is silent: one alert, and its members are mute. When it is
 * heard again, all members have the whole time again before they are missed.
 */
final class GroupProcess implements RuleProcess<Group> {
  private final AbsenceSpec spec;

  GroupProcess(AbsenceSpec spec) {
    this.spec = spec;
  }

  @Override
  public @Nullable Group onEvent(
      @Nullable Group known, Event event, Truths truths, Context context) {
    boolean expectation = event instanceof Expected;
    if (!expectation && !spec.counts(truths)) {
      return known;
    }
    if (event instanceof Expected expected && !expected.still()) {
      return known == null ? null : leave(known, expected, context);
    }
    if (context.draining() && (known == null || !anyOpen(known))) {
      return null;
    }
    Group group = known == null ? group(event, context) : known;
    if (expectation) {
      join(group, event, context);
    } else {
      heard(group, event, context);
    }
    return group;
  }

  private Group group(Event event, Context context) {
    Silence silence = Silence.from(event, context);
    return new Group(silence, spec.due(silence.since()));
  }

  private static boolean anyOpen(Group group) {
    return group.silence().isOpen() || group.members().values().stream().anyMatch(Silence::isOpen);
  }

  private @Nullable Group leave(Group group, Expected expected, Context context) {
    Silence gone = group.members().remove(expected.objectId());
    if (gone != null) {
      gone.end(expected.since(), "no longer expected", spec, member(expected.objectId(), context));
    }
    if (group.members().isEmpty()) {
      group.silence().end(expected.since(), "no longer expected", spec, context);
      return null;
    }
    return group;
  }

  /** A member that is not known yet is watched from now on. */
  private void join(Group group, Event first, Context context) {
    String name = first.objectId();
    if (group.members().containsKey(name)) {
      return;
    }
    if (group.members().size() >= spec.members()) {
      context.fail("more than " + spec.members() + " members are watched for this key");
      return;
    }
    Silence member = Silence.from(first, context);
    group.members().put(name, member);
    group.nextDue(Math.min(group.nextDue(), spec.due(member.since())));
  }

  private void heard(Group group, Event event, Context context) {
    Silence member = group.members().get(event.objectId());
    if (member == null) {
      join(group, event, context);
    } else {
      member.heard(event, spec, member(event.objectId(), context));
    }
    boolean muted = group.silence().told();
    group.silence().heard(event, spec, context);
    if (muted && !group.silence().told()) {
      excuse(group, event.timestamp(), context);
    }
    confirm(group, context.watermark(), context);
    group.timer(Math.min(group.timer(), spec.due(group.silence().since())));
    if (!context.starting() && group.silence().since() >= group.nextDue()) {
      tellMissing(group, context);
    }
  }

  /** Tells the silences of all together that event time has come to the end of. */
  private void confirm(Group group, long now, Context context) {
    Silence all = group.silence();
    while (!all.told() && spec.due(all.since()) <= now && !context.draining()) {
      long back = all.heardAgainAt();
      if (!context.starting()) {
        all.tell(spec, context);
      } else if (all.heardAgain()) {
        all.excuseTo(spec, context);
      } else {
        return;
      }
      if (!all.told()) {
        excuse(group, back, context);
      }
    }
  }

  /** After the silence of all, each member has the whole time again. */
  private void excuse(Group group, long until, Context context) {
    group
        .members()
        .forEach(
            (name, member) -> {
              if (!member.told()) {
                member.excuse(until, spec, member(name, context));
              }
            });
    group.nextDue(Long.MIN_VALUE);
  }

  /** Others were heard after these were due: it is they who are silent, not the key. */
  private void tellMissing(Group group, Context context) {
    long next = Long.MAX_VALUE;
    for (Map.Entry<String, Silence> entry : group.members().entrySet()) {
      Silence member = entry.getValue();
      if (member.told()) {
        continue;
      }
      while (!member.told()
          && spec.due(member.since()) <= group.silence().since()
          && !context.draining()) {
        member.tell(spec, member(entry.getKey(), context));
      }
      next = member.told() ? next : Math.min(next, spec.due(member.since()));
    }
    group.nextDue(next);
  }

  @Override
  public @Nullable Group onTime(Group group, long now, Context context) {
    Silence all = group.silence();
    if (context.draining() && !anyOpen(group)) {
      return null;
    }
    if (spec.forgottenAt(all.since()) <= now) {
      end(group, now, "forgotten", context);
      return null;
    }
    confirm(group, now, context);
    if (!all.told() && spec.due(all.since()) <= now) {
      group.timer(now + AbsenceSpec.RETRY);
      return group;
    }
    group.timer(all.told() ? spec.forgottenAt(all.since()) : spec.due(all.since()));
    return group;
  }

  @Override
  public long nextTimer(Group group) {
    return group.timer();
  }

  @Override
  public boolean expects() {
    return true;
  }

  @Override
  public void end(Group group, long at, String reason, Context context) {
    group.silence().end(at, reason, spec, context);
    group.members().forEach((name, member) -> member.end(at, reason, spec, member(name, context)));
  }

  private static Context member(String name, Context context) {
    return new MemberContext(context, Group.of(context.key(), name));
  }

  @Override
  public long reach() {
    return spec.after();
  }

  @Override
  public Carry carries(Rule old) {
    return old.process() instanceof GroupProcess
        ? new Carry.Allowed()
        : new Carry.Refused("it watched something else");
  }

  @Override
  public @Nullable Group carry(Object state, Rule old, Context context) {
    Group group = (Group) state;
    Silence all = group.silence();
    group.timer(all.told() ? spec.forgottenAt(all.since()) : spec.due(all.since()));
    group.nextDue(Long.MIN_VALUE);
    return group;
  }

  @Override
  public void write(Group group, Key key, DataOutput out) throws IOException {
    group.write(key, out);
  }

  @Override
  public Group read(Key key, DataInput in) throws IOException {
    return Group.read(key, in);
  }
}
