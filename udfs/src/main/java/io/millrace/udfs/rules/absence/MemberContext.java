package io.millrace.udfs.rules.absence;

import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.RuleHead;

/** A call on behalf of one member of the key: its alerts are the member's own. */
record MemberContext(Context context, Key key) implements Context {

  @Override
  public RuleHead rule() {
    return context.rule();
  }

  @Override
  public boolean draining() {
    return context.draining();
  }

  @Override
  public long watermark() {
    return context.watermark();
  }

  @Override
  public boolean starting() {
    return context.starting();
  }

  @Override
  public void emit(AlertChange change) {
    context.emit(change);
  }

  @Override
  public void fail(String reason) {
    context.fail(reason);
  }
}
