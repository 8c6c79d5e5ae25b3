package io.millrace.udfs.rules.order;

import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.RuleHead;

/** The host's context, at the time that the ordered events have come to. */
record OrderedContext(Context host, long watermark) implements Context {
  @Override
  public RuleHead rule() {
    return host.rule();
  }

  @Override
  public Key key() {
    return host.key();
  }

  @Override
  public boolean draining() {
    return host.draining();
  }

  @Override
  public boolean starting() {
    return host.starting();
  }

  @Override
  public void emit(AlertChange change) {
    host.emit(change);
  }

  @Override
  public void fail(String reason) {
    host.fail(reason);
  }
}
