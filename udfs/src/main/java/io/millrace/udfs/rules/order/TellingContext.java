package io.millrace.udfs.rules.order;

import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.RuleHead;
import java.util.Map;

/** The host's context; notes what is told, and numbers it after what has been told. */
record TellingContext(Context host, Map<String, AlertSpan> told) implements Context {
  @Override
  public void emit(AlertChange change) {
    AlertSpan known = told.get(change.openedBy());
    AlertChange numbered = change.numbered(known == null ? 1 : known.alert().seq() + 1);
    told.put(change.openedBy(), AlertSpan.after(known, numbered, rule().reads()));
    host.emit(numbered);
  }

  @Override
  public void fail(String reason) {
    host.fail(reason);
  }

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
  public long watermark() {
    return host.watermark();
  }

  @Override
  public boolean starting() {
    return host.starting();
  }
}
