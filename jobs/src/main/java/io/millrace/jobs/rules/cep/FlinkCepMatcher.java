package io.millrace.jobs.rules.cep;

import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.pattern.PatternSpec;
import io.millrace.udfs.rules.pattern.nfa.Found;
import io.millrace.udfs.rules.pattern.nfa.Incoming;
import io.millrace.udfs.rules.pattern.nfa.Quantifier;
import io.millrace.udfs.rules.pattern.nfa.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/** Flink CEP's engine for one pattern and the state of one key at a time. */
final class FlinkCepMatcher {
  private static final NFAStateSerializer NFA_STATE = new NFAStateSerializer();
  private final MemoryStates states = new MemoryStates();
  private final SharedBuffer<FlinkCepEvent> buffer =
      new SharedBuffer<>(states, new FlinkCepEventSerializer());
  private final Asking asking;
  private final NFA<FlinkCepEvent> nfa;
  private final AfterMatchSkipStrategy skip;
  private final TreeSet<Long> spans = new TreeSet<>();

  FlinkCepMatcher(PatternSpec spec) {
    // A thread that would log statistics for as long as the process lives.
    buffer.releaseCacheStatisticsTimer();
    Set<String> names = new TreeSet<>();
    spans(spec.pattern().stages(), names);
    this.asking = new Asking(names);
    this.nfa =
        NFACompiler.compileFactory(
                FlinkPattern.of(spec.pattern(), asking::condition), spec.timeouts())
            .createNFA();
    this.skip = FlinkPattern.skip(spec.pattern().skip());
  }

  private void spans(List<Stage> stages, Set<String> names) {
    for (Stage stage : stages) {
      names.add(stage.name());
      Quantifier quantifier = stage.quantifier();
      spans.add(quantifier == null ? stage.withinPrevious() : quantifier.window());
      spans(stage.group(), names);
    }
    spans.remove(0L);
  }

  FlinkCepState begin() {
    return FlinkCepState.empty(nfa.createInitialNFAState(), states.serializers().size());
  }

  /** When time may end a partial match next; at the latest then. */
  long due(FlinkCepState state) {
    long due = Long.MAX_VALUE;
    for (ComputationState run : state.nfa.getPartialMatches()) {
      if (run.getStartEventID() == null) {
        continue;
      }
      if (nfa.getWindowTime() > 0) {
        due = sooner(due, run.getStartTimestamp() + nfa.getWindowTime(), state.advanced);
      }
      for (long span : spans) {
        due = sooner(due, run.getPreviousTimestamp() + span, state.advanced);
      }
    }
    return due;
  }

  private static long sooner(long due, long other, long after) {
    return other > after ? Math.min(due, other) : due;
  }

  /** Time has come to here, moment by moment. */
  synchronized void pass(FlinkCepState state, long now, Found<StoredEvent> found) throws Exception {
    for (long due = due(state); due <= now; due = due(state)) {
      advance(state, due, found);
    }
  }

  private void advance(FlinkCepState state, long now, Found<StoredEvent> found) throws Exception {
    states.use(state.buffer);
    state.advanced = now;
    try (SharedBufferAccessor<FlinkCepEvent> accessor = buffer.getAccessor()) {
      var ended = nfa.advanceTime(accessor, state.nfa, now, skip);
      ended.f1.forEach(timeout -> found.timedOut(plain(timeout.f0), timeout.f1));
      ended.f0.forEach(match -> found.matched(plain(match), now));
    }
  }

  synchronized void process(
      FlinkCepState state, Incoming<StoredEvent> event, boolean begins, Found<StoredEvent> found)
      throws Exception {
    states.use(state.buffer);
    if (!begins) {
      state.nfa.getPartialMatches().removeIf(run -> run.getStartEventID() == null);
    }
    FlinkCepEvent kept = new FlinkCepEvent(event.keep(), state.events++);
    asking.about(event);
    try (SharedBufferAccessor<FlinkCepEvent> accessor = buffer.getAccessor()) {
      nfa.process(accessor, state.nfa, kept, event.timestamp(), skip, () -> 0)
          .forEach(match -> found.matched(plain(match), event.timestamp()));
    }
    passAgain(state, event.timestamp(), found);
  }

  /** A partial match may come to where its time is over already: that moment is past. */
  private void passAgain(FlinkCepState state, long now, Found<StoredEvent> found) throws Exception {
    TreeSet<Long> past = new TreeSet<>();
    for (ComputationState run : state.nfa.getPartialMatches()) {
      if (run.getStartEventID() != null) {
        spans.forEach(span -> past.add(run.getPreviousTimestamp() + span));
      }
    }
    for (long moment : past.headSet(now, true)) {
      advance(state, moment, found);
    }
    state.advanced = now;
  }

  private static Map<String, List<StoredEvent>> plain(Map<String, List<FlinkCepEvent>> match) {
    Map<String, List<StoredEvent>> stages = new LinkedHashMap<>();
    match.forEach(
        (stage, events) -> stages.put(stage, events.stream().map(FlinkCepEvent::event).toList()));
    return stages;
  }

  void write(FlinkCepState state, DataOutput out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputViewStreamWrapper view = new DataOutputViewStreamWrapper(bytes);
    view.writeLong(state.events);
    view.writeLong(state.advanced);
    NFA_STATE.serialize(state.nfa, view);
    for (int i = 0; i < state.buffer.size(); i++) {
      untyped(states.serializers().get(i)).serialize(state.buffer.get(i), view);
    }
    out.writeInt(bytes.size());
    out.write(bytes.toByteArray());
  }

  FlinkCepState read(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    var view = new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes));
    long events = view.readLong();
    long advanced = view.readLong();
    var partial = NFA_STATE.deserialize(view);
    List<Map<?, ?>> maps = new ArrayList<>();
    for (MapSerializer<?, ?> serializer : states.serializers()) {
      maps.add(serializer.deserialize(view));
    }
    FlinkCepState state = new FlinkCepState(partial, maps);
    state.events = events;
    state.advanced = advanced;
    return state;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static TypeSerializer<Object> untyped(MapSerializer<?, ?> serializer) {
    return (TypeSerializer) serializer;
  }
}
