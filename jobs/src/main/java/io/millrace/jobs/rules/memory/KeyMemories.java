package io.millrace.jobs.rules.memory;

import io.millrace.udfs.rules.KeyState;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.jspecify.annotations.Nullable;

/** The memory of the present key, and its one timer: written only where something is new. */
public final class KeyMemories {
  public static final ValueStateDescriptor<KeyMemory> MEMORY =
      new ValueStateDescriptor<>("rule-memory", KeyMemorySerializer.INSTANCE);

  private final ValueState<KeyMemory> state;
  private final InternalTimerService<VoidNamespace> timers;
  private final boolean live;
  private final boolean positions;

  /**
   * @param live whether the backend keeps objects, so that it has each change at once; it copies
   *     what a snapshot still needs
   * @param positions whether places of messages are kept, which change with each observation
   */
  public KeyMemories(
      ValueState<KeyMemory> state,
      InternalTimerService<VoidNamespace> timers,
      boolean live,
      boolean positions) {
    this.state = state;
    this.timers = timers;
    this.live = live;
    this.positions = positions;
  }

  /** Of the present key, null for none. */
  public @Nullable KeyMemory read() throws IOException {
    return state.value();
  }

  /**
   * Keeps what is remembered now, and moves the timer if another is due first.
   *
   * @param known as it was read
   * @param timer that was due first before: epoch milliseconds, {@link Long#MAX_VALUE} for none
   */
  public void keep(@Nullable KeyMemory known, KeyMemory memory, long timer) throws IOException {
    KeyState rules = Objects.requireNonNull(memory.decoded(), "Nobody asked for the rules' part");
    move(timer, rules.nextTimer());
    if (memory.isEmpty()) {
      if (known != null) {
        state.clear();
      }
    } else if (known == null || !live && (positions || memory.changed())) {
      state.update(memory);
    }
    memory.rest();
  }

  private void move(long before, long next) {
    if (next == before) {
      return;
    }
    if (before != Long.MAX_VALUE) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, before);
    }
    if (next != Long.MAX_VALUE) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
    }
  }
}
