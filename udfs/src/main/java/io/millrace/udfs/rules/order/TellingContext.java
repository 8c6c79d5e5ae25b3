package io.millrace.udfs.rules.order;

import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.ForwardingContext;
import java.util.Map;

/** The host's context; notes what is told, and numbers it after what has been told. */
record TellingContext(Context host, Map<String, AlertSpan> told) implements ForwardingContext {
  @Override
  public void emit(AlertChange change) {
    AlertSpan known = told.get(change.openedBy());
    AlertChange numbered = change.numbered(known == null ? 1 : known.alert().seq() + 1);
    told.put(change.openedBy(), AlertSpan.after(known, numbered, rule().reads()));
    host.emit(numbered);
  }
}
