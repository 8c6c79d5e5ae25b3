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
import org.jspecify.annotations.Nullable;

/**
 * Tells when a key has been silent for so long. Silence is measured against the progress of event
 * time: while the job is down, none passes.
 */
final class AbsenceProcess implements RuleProcess<Watch> {
  private final AbsenceSpec spec;

  AbsenceProcess(AbsenceSpec spec) {
    this.spec = spec;
  }

  @Override
  public @Nullable Watch onEvent(
      @Nullable Watch watch, Event event, Truths truths, Context context) {
    if (event instanceof Expected expected) {
      return expected(watch, expected, context);
    }
    if (!spec.counts(truths)) {
      return watch;
    }
    if (watch == null) {
      return context.draining() ? null : watching(event, context);
    }
    watch.silence().heard(event, spec, context);
    if (context.draining() && !watch.silence().isOpen()) {
      return null;
    }
    confirm(watch.silence(), context.watermark(), context);
    watch.timer(Math.min(watch.timer(), spec.due(watch.silence().since())));
    return watch;
  }

  private @Nullable Watch expected(@Nullable Watch watch, Expected expected, Context context) {
    if (expected.still()) {
      return watch == null && !context.draining() ? watching(expected, context) : watch;
    }
    if (expected.others()) {
      return watch;
    }
    if (watch != null) {
      watch.silence().end(expected.since(), "no longer expected", spec, context);
    }
    return null;
  }

  private Watch watching(Event event, Context context) {
    Silence silence = Silence.from(event, context);
    return new Watch(silence, spec.due(silence.since()));
  }

  @Override
  public @Nullable Watch onTime(Watch watch, long now, Context context) {
    Silence silence = watch.silence();
    if (context.draining() && !silence.isOpen()) {
      return null;
    }
    if (spec.forgottenAt(silence.since()) <= now) {
      silence.end(now, "forgotten", spec, context);
      return null;
    }
    confirm(silence, now, context);
    if (!silence.told() && spec.due(silence.since()) <= now) {
      watch.timer(now + AbsenceSpec.RETRY);
      return watch;
    }
    watch.timer(silence.told() ? spec.forgottenAt(silence.since()) : spec.due(silence.since()));
    return watch;
  }

  /** Tells the silences that event time has come to the end of, or excuses them after a start. */
  private void confirm(Silence silence, long now, Context context) {
    while (!silence.told() && spec.due(silence.since()) <= now) {
      if (!context.starting()) {
        silence.tell(spec, context);
      } else if (silence.heardAgain()) {
        silence.excuseTo(spec, context);
      } else {
        return;
      }
    }
  }

  @Override
  public long nextTimer(Watch watch) {
    return watch.timer();
  }

  @Override
  public boolean expects() {
    return true;
  }

  @Override
  public void end(Watch watch, long at, String reason, Context context) {
    watch.silence().end(at, reason, spec, context);
  }

  @Override
  public long reach() {
    return spec.after();
  }

  @Override
  public Carry carries(Rule old) {
    return old.process() instanceof AbsenceProcess
        ? new Carry.Allowed()
        : new Carry.Refused("it watched something else");
  }

  @Override
  public @Nullable Watch carry(Object state, Rule old, Context context) {
    Watch watch = (Watch) state;
    Silence silence = watch.silence();
    watch.timer(silence.told() ? spec.forgottenAt(silence.since()) : spec.due(silence.since()));
    return watch;
  }

  @Override
  public void write(Watch watch, Key key, DataOutput out) throws IOException {
    watch.write(key, out);
  }

  @Override
  public Watch read(Key key, DataInput in) throws IOException {
    return Watch.read(key, in);
  }
}
