package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.state.KeySweep;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.StatementKind;
import io.millrace.schemas.avro.VersionEnd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.VoidNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of data sets are whole, by object mapping. Each is told to all objects, some at a
 * time; what a restart cuts off begins anew, and an object that heard of it before says nothing
 * more. Rows of earlier versions that come later, or again, hear of it when they come.
 */
final class VersionEnds {
  /** Under a key of each key group: the last whole version, and that which is still being told. */
  private static final MapStateDescriptor<String, VersionEnd> WHOLE = descriptor("version-ends");

  private static final MapStateDescriptor<String, VersionEnd> TELLING =
      descriptor("version-ends-telling");

  private final KeySweep.Host host;
  private final KeySweep sweep;
  private final Telling telling;
  private final MapState<String, VersionEnd> whole;
  private final MapState<String, VersionEnd> open;
  private final Map<String, VersionEnd> last = new HashMap<>();

  /** By mapping, the keys under which it stands that its last version is being told. */
  private final Map<String, List<String>> places = new HashMap<>();

  private final Deque<VersionEnd> waiting = new ArrayDeque<>();

  /** Tells the object of the present key. */
  @FunctionalInterface
  interface Telling {
    void tell(String key, VersionEnd end) throws Exception;
  }

  VersionEnds(KeySweep.Host host, KeySweep sweep, RuntimeContext context, Telling telling) {
    this.host = host;
    this.sweep = sweep;
    this.telling = telling;
    this.whole = context.getMapState(WHOLE);
    this.open = context.getMapState(TELLING);
  }

  private static MapStateDescriptor<String, VersionEnd> descriptor(String name) {
    return new MapStateDescriptor<>(name, Types.STRING, new AvroTypeInfo<>(VersionEnd.class));
  }

  /** Goes on where a checkpoint was; to be called once, before any input. */
  void restore() throws Exception {
    for (String key : keys(WHOLE)) {
      host.setCurrentKey(key);
      for (VersionEnd end : whole.values()) {
        last.merge(end.getMappingId(), end, VersionEnds::later);
      }
    }
    for (String key : keys(TELLING)) {
      host.setCurrentKey(key);
      for (VersionEnd end : open.values()) {
        places.computeIfAbsent(end.getMappingId(), id -> new ArrayList<>()).add(key);
      }
    }
    for (String mapping : List.copyOf(places.keySet())) {
      VersionEnd end = last.get(mapping);
      if (end != null) {
        waiting.add(end);
      }
    }
    // Not now: whoever follows may not be open yet.
    host.soon(this::goOn);
  }

  /** Begins what a restart cut off. */
  void goOn() throws Exception {
    for (VersionEnd end = waiting.poll(); end != null; end = waiting.poll()) {
      start(end);
    }
  }

  private List<String> keys(MapStateDescriptor<String, VersionEnd> state) {
    try (Stream<String> keys = host.backend().getKeys(state.getName(), VoidNamespace.INSTANCE)) {
      return keys.distinct().toList();
    }
  }

  /** A version is whole; it comes under a key of each key group, one after the other. */
  void take(String key, VersionEnd end) throws Exception {
    String mapping = end.getMappingId();
    VersionEnd kept = whole.get(mapping);
    if (kept != null && kept.getVersion() >= end.getVersion()) {
      return;
    }
    whole.put(mapping, end);
    VersionEnd known = last.get(mapping);
    if (known != null && known.getVersion() > end.getVersion()) {
      return;
    }
    boolean news = known == null || known.getVersion() < end.getVersion();
    if (news || places.containsKey(mapping)) {
      open.put(mapping, end);
      places.computeIfAbsent(mapping, id -> new ArrayList<>()).add(key);
    }
    if (news) {
      last.put(mapping, end);
      start(end);
    }
  }

  /** What is to be told with a row, as its version is below one that is whole; else null. */
  @Nullable VersionEnd after(ObjectSaid row) {
    if (row.getBy().getKind() != StatementKind.ROW) {
      return null;
    }
    VersionEnd end = last.get(row.getBy().getDefinitionId());
    return end != null && row.getBy().getVersion() < end.getVersion() ? end : null;
  }

  private void start(VersionEnd end) throws Exception {
    sweep.start(ObjectStates.OBJECT.getName(), key -> telling.tell(key, end), () -> done(end));
  }

  private void done(VersionEnd end) throws Exception {
    String mapping = end.getMappingId();
    VersionEnd now = last.get(mapping);
    if (now == null || now.getVersion() > end.getVersion()) {
      // A later one is being told, or waits to be.
      return;
    }
    for (String key : places.getOrDefault(mapping, List.of())) {
      host.setCurrentKey(key);
      open.remove(mapping);
    }
    places.remove(mapping);
  }

  private static VersionEnd later(VersionEnd a, VersionEnd b) {
    return a.getVersion() >= b.getVersion() ? a : b;
  }
}
