package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.definition.CodecControl;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionControl;
import io.millrace.jobs.runtime.definition.Reception;
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
import java.util.List;
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
  private final CodecControl codecs;
  private final PayloadFormats formats;
  private MappingSet mappingSet;

  IngestDefinitions(
      OperatorStateStore state,
      DefinitionSnapshots snapshots,
      PayloadFormats formats,
      Duration futureTolerance)
      throws Exception {
    this.formats = formats;
    this.mappings = DefinitionControl.of(ControlTopic.MAPPINGS, new MappingCompiler(), state);
    this.devices = DefinitionControl.of(ControlTopic.DEVICES, new DeviceCompiler(), state);
    this.sources =
        DefinitionControl.of(ControlTopic.SOURCES, new SourceCompiler(futureTolerance), state);
    this.codecs = new CodecControl(state);
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
        switch (ControlTopic.of(record)) {
          case DEVICES -> devices.receive(record);
          case SOURCES -> sources.receive(record);
          case CODECS -> codecs.receive(record);
          default -> mappings.receive(record);
        };
    if (!receptions.isEmpty()) {
      mappingSet = mappingSet();
    }
    return receptions;
  }

  /** Ends the codecs. */
  @Override
  public void close() {
    codecs.close();
  }

  private MappingSet mappingSet() {
    return new MappingSet(
        mappings.table().values(),
        devices.table()::get,
        new Sources(sources.table().values()),
        formats,
        codecs.running());
  }
}
