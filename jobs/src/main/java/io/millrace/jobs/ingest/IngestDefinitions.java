package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionControl;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.codec.CodecCompiler;
import io.millrace.udfs.codec.CodecDefinition;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.mapping.MappingSet;
import io.millrace.udfs.source.Source;
import io.millrace.udfs.source.SourceCompiler;
import io.millrace.udfs.source.Sources;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.OperatorStateStore;

/** The definitions of one subtask, and the mappings in force that they make. */
final class IngestDefinitions implements AutoCloseable {
  /** The kinds that are read, all by one stream. */
  static final ControlTopic[] TOPICS = {
    ControlTopic.MAPPINGS, ControlTopic.DEVICES, ControlTopic.SOURCES, ControlTopic.CODECS
  };

  private final DefinitionControl<Mapping> mappings;
  private final DefinitionControl<Device> devices;
  private final DefinitionControl<Source> sources;
  private final DefinitionControl<CodecDefinition> codecs;
  private final Codecs running;
  private final PayloadFormats formats;
  private MappingSet mappingSet;

  IngestDefinitions(
      OperatorStateStore state,
      DefinitionSnapshots snapshots,
      PayloadFormats formats,
      Duration futureTolerance)
      throws Exception {
    this.formats = formats;
    this.mappings = control(ControlTopic.MAPPINGS, new MappingCompiler(), state);
    this.devices = control(ControlTopic.DEVICES, new DeviceCompiler(), state);
    this.sources = control(ControlTopic.SOURCES, new SourceCompiler(futureTolerance), state);
    this.codecs = control(ControlTopic.CODECS, new CodecCompiler(), state);
    this.running = new Codecs(codecs.table()::get);
    codecs.prime(snapshots.codecs().read());
    devices.prime(snapshots.devices().read());
    sources.prime(snapshots.sources().read());
    mappings.prime(snapshots.mappings().read());
    this.mappingSet = mappingSet();
  }

  /** All that is in force. */
  MappingSet mappings() {
    return mappingSet;
  }

  /**
   * Takes a definition; what became of it and of those built upon it, none if it does not decide.
   */
  List<Reception> receive(ControlRecord record) throws Exception {
    List<Reception> receptions =
        switch (topic(record)) {
          case DEVICES -> devices.receive(record);
          case SOURCES -> sources.receive(record);
          case CODECS -> codecs.receive(record);
          default -> mappings.receive(record);
        };
    if (!receptions.isEmpty()) {
      running.endReplaced();
      mappingSet = mappingSet();
    }
    return receptions;
  }

  /** Ends the codecs. */
  @Override
  public void close() {
    running.close();
  }

  /** The names of the topics. */
  static String[] topics() {
    return Arrays.stream(TOPICS).map(ControlTopic::topic).toArray(String[]::new);
  }

  /** The topic that a record came by. */
  static ControlTopic topic(ControlRecord record) {
    return Arrays.stream(TOPICS)
        .filter(topic -> topic.topic().equals(record.topic()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Not read here: " + record.topic()));
  }

  private MappingSet mappingSet() {
    return new MappingSet(
        mappings.table().values(),
        devices.table()::get,
        new Sources(sources.table().values()),
        formats,
        running);
  }

  private static <T> DefinitionControl<T> control(
      ControlTopic topic, DefinitionCompiler<T> compiler, OperatorStateStore state)
      throws Exception {
    BroadcastState<String, Definition> lastGood = state.getBroadcastState(topic.lastGood());
    return new DefinitionControl<>(compiler, lastGood);
  }
}
