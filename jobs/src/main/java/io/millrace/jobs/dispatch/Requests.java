package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.state.SeenIds;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** Tells what came before from what is new, for the target at hand. */
final class Requests {
  /** Commands by id, for a time. */
  static final String SEEN_COMMANDS = "seen-commands";

  /** Number of the object's last event that any device heard. */
  static final String LAST_SEQ = "last-seq";

  private final SeenIds commands;
  private final ValueState<Long> lastSeq;

  Requests(RuntimeContext context, Duration commandTtl) {
    commands = new SeenIds(context, SEEN_COMMANDS, commandTtl);
    lastSeq = context.getState(new ValueStateDescriptor<>(LAST_SEQ, Types.LONG));
  }

  /** Whether this request comes for the first time; it is remembered. */
  boolean first(Request request) throws Exception {
    ObjectCommand command = request.command();
    if (command != null) {
      return commands.first(command.getId());
    }
    ObjectEvent event = request.event();
    return event != null && first(event);
  }

  /** An object's events are numbered without a gap, so its last number tells all that came. */
  private boolean first(ObjectEvent event) throws Exception {
    Long last = lastSeq.value();
    if (last != null && event.getSeq() <= last) {
      return false;
    }
    lastSeq.update(event.getSeq());
    return true;
  }
}
