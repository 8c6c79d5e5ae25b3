package io.millrace.jobs.ingest;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.format.PayloadFormats;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The ingest operator in a subtask of its own. */
final class IngestHarness implements AutoCloseable {
  static final IngestOptions OPTIONS = options();

  private final DefinitionSnapshots snapshots;
  private FormatsFactory formats = PayloadFormats::new;
  private IngestOptions options = OPTIONS;
  private boolean rocksdb;
  private CoBroadcastWithKeyedOperator<String, CheckedMessage, ControlRecord, Observation> operator;
  private KeyedBroadcastOperatorTestHarness<String, CheckedMessage, ControlRecord, Observation>
      harness;

  private IngestHarness(DefinitionSnapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** The defaults but for these, at noon. */
  static IngestOptions options(String... arguments) {
    return IngestOptions.of(IngestOptions.SET.parse(arguments), () -> Given.NOON);
  }

  /** An operator that finds these definitions when it starts. */
  static IngestHarness with(ControlRecord... definitions) {
    List<ControlRecord> all = List.of(definitions);
    return new IngestHarness(
        new DefinitionSnapshots(
            () -> of(ControlTopic.MAPPINGS, all),
            () -> of(ControlTopic.DEVICES, all),
            () -> of(ControlTopic.SOURCES, all),
            () -> of(ControlTopic.CODECS, all)));
  }

  /** An operator that makes an observation of each message. */
  static IngestHarness mapping() {
    return with(Given.mapping(1, 1, "payload.t"));
  }

  IngestHarness formats(FormatsFactory factory) {
    formats = factory;
    return this;
  }

  IngestHarness options(IngestOptions given) {
    options = given;
    return this;
  }

  IngestHarness onRocksDb() {
    rocksdb = true;
    return this;
  }

  IngestHarness start() throws Exception {
    harness = create();
    harness.open();
    return this;
  }

  /** Takes a snapshot, and goes on from it in a new operator without the outputs so far. */
  void restart() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = create();
    harness.initializeState(state);
    harness.open();
  }

  private KeyedBroadcastOperatorTestHarness<String, CheckedMessage, ControlRecord, Observation>
      create() throws Exception {
    var descriptors = Arrays.stream(IngestDefinitions.TOPICS).map(ControlTopic::lastGood);
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new IngestFunction(snapshots, formats, options), List.copyOf(descriptors.toList()));
    var created =
        new KeyedBroadcastOperatorTestHarness<>(
            operator, CheckedMessage::deviceId, Types.STRING, 1, 1, 0);
    if (rocksdb) {
      created.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    return created;
  }

  void receive(CheckedMessage... messages) throws Exception {
    for (CheckedMessage message : messages) {
      harness.processElement(message, 0);
    }
  }

  void control(ControlRecord... records) throws Exception {
    for (ControlRecord record : records) {
      harness.processBroadcastElement(record, 0);
    }
  }

  /** Moves the clock by which state grows old. */
  void stateAge(Duration age) {
    harness.setStateTtlProcessingTime(age.toMillis());
  }

  /** How many entries the state of all devices holds. */
  int keyedStates() {
    return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
  }

  /** What the operator counted under this name. */
  long counter(String name) throws ReflectiveOperationException {
    var group = operator.getMetricGroup().addGroup("millrace").addGroup("ingest");
    // Flink hands a registered metric out to reporters alone.
    Field metrics = AbstractMetricGroup.class.getDeclaredField("metrics");
    metrics.setAccessible(true);
    return ((Counter) ((Map<?, ?>) metrics.get(group)).get(name)).getCount();
  }

  List<Observation> observations() {
    return harness.extractOutputValues();
  }

  /** Where the messages that gave observations stood. */
  List<Long> offsets() {
    return observations().stream().map(o -> o.getOrigin().getOffset()).toList();
  }

  List<DeadLetter> deadLetters() {
    return side(DeadLetters.TAG);
  }

  List<String> codes() {
    return deadLetters().stream().map(DeadLetter::getCode).toList();
  }

  <X> List<X> side(OutputTag<X> tag) {
    var records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  private static List<ControlRecord> of(ControlTopic topic, List<ControlRecord> records) {
    return records.stream().filter(record -> record.topic().equals(topic.topic())).toList();
  }
}
