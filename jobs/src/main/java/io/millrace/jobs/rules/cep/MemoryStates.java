package io.millrace.jobs.rules.cep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.MapSerializer;

/** Keyed state of one key in memory, as much as Flink CEP's shared buffer asks for. */
final class MemoryStates implements KeyedStateStore {
  private final List<MemoryMapState<?, ?>> maps = new ArrayList<>();
  private final List<MapSerializer<?, ?>> serializers = new ArrayList<>();

  /** Forgets everything. */
  void clear() {
    maps.forEach(MemoryMapState::clear);
  }

  /** Goes on with the maps of another key. */
  void use(List<Map<?, ?>> others) {
    for (int i = 0; i < maps.size(); i++) {
      maps.get(i).use(others.get(i));
    }
  }

  /** How its maps are written, in the order in which they were asked for. */
  List<MapSerializer<?, ?>> serializers() {
    return serializers;
  }

  @Override
  public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
    serializers.add(
        new MapSerializer<>(descriptor.getKeySerializer(), descriptor.getValueSerializer()));
    MemoryMapState<K, V> state = new MemoryMapState<>();
    maps.add(state);
    return state;
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
    throw unused();
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
    throw unused();
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
    throw unused();
  }

  @Override
  public <I, A, O> AggregatingState<I, O> getAggregatingState(
      AggregatingStateDescriptor<I, A, O> descriptor) {
    throw unused();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ValueState<T> getValueState(
      org.apache.flink.api.common.state.v2.ValueStateDescriptor<T> descriptor) {
    throw unused();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ListState<T> getListState(
      org.apache.flink.api.common.state.v2.ListStateDescriptor<T> descriptor) {
    throw unused();
  }

  @Override
  public <K, V> org.apache.flink.api.common.state.v2.MapState<K, V> getMapState(
      org.apache.flink.api.common.state.v2.MapStateDescriptor<K, V> descriptor) {
    throw unused();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ReducingState<T> getReducingState(
      org.apache.flink.api.common.state.v2.ReducingStateDescriptor<T> descriptor) {
    throw unused();
  }

  @Override
  public <I, A, O> org.apache.flink.api.common.state.v2.AggregatingState<I, O> getAggregatingState(
      org.apache.flink.api.common.state.v2.AggregatingStateDescriptor<I, A, O> descriptor) {
    throw unused();
  }

  @Override
  public String getBackendTypeIdentifier() {
    return "memory";
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("The shared buffer keeps maps");
  }
}
