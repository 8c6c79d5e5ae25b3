package io.millrace.jobs.rules;

import io.millrace.jobs.Given;
import io.millrace.jobs.rules.catalogue.CatalogueEntry;
import io.millrace.jobs.rules.control.VersionState;
import io.millrace.jobs.rules.memory.KeyMemories;
import io.millrace.jobs.rules.memory.KeyMemory;
import io.millrace.jobs.rules.memory.KeyMemorySerializer;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One subtask of {@code evaluate}, in words: rules stand, machines tell, alerts come. */
final class RuleHarness implements AutoCloseable {
  static final RulesTiming TIMING = RulesTiming.usual();
  private final List<ControlRecord> standing;
  private final boolean rocksdb;
  private long millis = Given.NOON.toEpochMilli();
  private KeyedTwoInputStreamOperatorTestHarness<String, Observation, Steering, Alert> harness;

  private RuleHarness(boolean rocksdb, List<ControlRecord> standing) {
    this.rocksdb = rocksdb;
    this.standing = new ArrayList<>(standing);
  }

  /** On the heap, with these records in the control topic. */
  static RuleHarness start(ControlRecord... standing) throws Exception {
    return new RuleHarness(false, List.of(standing)).open(null);
  }

  static RuleHarness startOnRocksDb(ControlRecord... standing) throws Exception {
    return new RuleHarness(true, List.of(standing)).open(null);
  }

  private RuleHarness open(OperatorSubtaskState state) throws Exception {
    EvaluateOperator operator =
        new EvaluateOperator(
            () -> List.copyOf(standing), TIMING, () -> Instant.ofEpochMilli(millis));
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            operator,
            o -> StateKeys.object(o.getObjectType(), o.getObjectId()),
            null,
            Types.STRING);
    if (rocksdb) {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    harness.setProcessingTime(millis);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    harness.setProcessingTime(millis);
    return this;
  }

  /** Stops where it is and starts anew with these records in the topic. */
  void restart(ControlRecord... nowStanding) throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    standing.clear();
    standing.addAll(List.of(nowStanding));
    open(state);
  }

  void observe(Observation... observations) throws Exception {
    for (Observation observation : observations) {
      harness.processElement1(new StreamRecord<>(observation, 0));
    }
  }

  void control(ControlRecord... records) throws Exception {
    for (ControlRecord record : records) {
      harness.processElement2(new StreamRecord<>(Steering.of(record), 0));
    }
  }

  /** Machines that the catalogue expects since so many seconds after noon. */
  void expect(long since, String... machines) throws Exception {
    for (String machine : machines) {
      steer(entry(machine, since, true));
    }
  }

  /** A machine that the catalogue has dropped. */
  void drop(long at, String machine) throws Exception {
    steer(entry(machine, at, false));
  }

  private void steer(CatalogueEntry entry) throws Exception {
    harness.processElement2(new StreamRecord<>(Steering.of(entry), 0));
  }

  private static CatalogueEntry entry(String machine, long seconds, boolean still) {
    long at = Given.NOON.plusSeconds(seconds).toEpochMilli();
    String device = "device-" + machine;
    return new CatalogueEntry(device, "machine", machine, device, at, still, Map.of("site", "A"));
  }

  /** It is this many milliseconds after noon. */
  void clock(long afterNoon) throws Exception {
    millis = Given.NOON.toEpochMilli() + afterNoon;
    harness.setProcessingTime(millis);
  }

  /** Event time has come to so many seconds after noon. */
  void watermark(long secondsAfterNoon) throws Exception {
    harness.processWatermark1(
        new Watermark(Given.NOON.plusSeconds(secondsAfterNoon).toEpochMilli()));
  }

  KeyedTwoInputStreamOperatorTestHarness<String, Observation, Steering, Alert> flink() {
    return harness;
  }

  List<Alert> alerts() {
    return harness.extractOutputValues();
  }

  List<AlertState> states() {
    return alerts().stream().map(Alert::getState).toList();
  }

  List<DefinitionAck> acks() {
    return side(DefinitionReporter.ACKS);
  }

  List<DeadLetter> deadLetters() {
    return side(DeadLetters.TAG);
  }

  <X> List<X> side(OutputTag<X> tag) {
    var records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  /** Keys of which rules remember something. */
  long busyKeys() throws Exception {
    KeyedStateBackend<String> backend = harness.getOperator().getKeyedStateBackend();
    long[] busy = {0};
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        KeyMemories.MEMORY,
        (key, state) -> {
          KeyMemory memory = state.value();
          busy[0] += memory == null || memory.idle() ? 0 : 1;
        });
    return busy[0];
  }

  /** Every entry of state, as bytes: key and value. */
  String stored() throws Exception {
    KeyedStateBackend<String> backend = harness.getOperator().getKeyedStateBackend();
    java.util.TreeMap<String, String> entries = new java.util.TreeMap<>();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        KeyMemories.MEMORY,
        (key, state) -> {
          DataOutputSerializer out = new DataOutputSerializer(64);
          KeyMemorySerializer.INSTANCE.serialize(state.value(), out);
          entries.put(key, java.util.HexFormat.of().formatHex(out.getCopyOfBuffer()));
        });
    return entries.toString();
  }

  /** Versions of rules that state keeps. */
  int versionsKept() throws Exception {
    int kept = 0;
    for (var unused :
        harness
            .getOperator()
            .getOperatorStateBackend()
            .getBroadcastState(VersionState.VERSIONS)
            .immutableEntries()) {
      kept++;
    }
    return kept;
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
