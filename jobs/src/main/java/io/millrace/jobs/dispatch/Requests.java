package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.state.Expiry;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** Tells what came before from what is new, for the target at hand. */
final class Requests {
  /** Commands by id, for a time. */
  static final String SEEN_COMMANDS = "seen-commands";

  /** Number of the object's last event that any device heard. */
  static final String LAST_SEQ = "last-seq";

  private final MapState<String, Boolean> commands;
  private final ValueState<Long> lastSeq;

  Requests(RuntimeContext context, Duration commandTtl) {
    MapStateDescriptor<String, Boolean> descriptor =
        new MapStateDescriptor<>(SEEN_COMMANDS, Types.STRING, Types.BOOLEAN);
    descriptor.enableTimeToLive(Expiry.after(commandTtl));
    commands = context.getMapState(descriptor);
    lastSeq = context.getState(new ValueStateDescriptor<>(LAST_SEQ, Types.LONG));
  }

  /** Whether this request comes for the first time; it is remembered. */
  boolean first(Request request) throws Exception {
    ObjectCommand command = request.command();
    if (command != null) {
      return first(command);
    }
    ObjectEvent event = request.event();
    return event != null && first(event);
  }

  private boolean first(ObjectCommand command) throws Exception {
    if (commands.contains(command.getId())) {
      return false;
    }
    commands.put(command.getId(), true);
    return true;
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
