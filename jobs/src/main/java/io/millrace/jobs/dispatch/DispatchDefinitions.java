package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.definition.CodecControl;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionControl;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.dispatch.DeviceCatalogue;
import io.millrace.udfs.dispatch.Resolver;
import java.util.List;
import org.apache.flink.api.common.state.OperatorStateStore;

/** The device catalogue and the codecs of one subtask, and the resolver that they make. */
final class DispatchDefinitions implements AutoCloseable {
  /** The kinds that are read, all by one stream. */
  static final ControlTopic[] TOPICS = {ControlTopic.DEVICES, ControlTopic.CODECS};

  private final DefinitionControl<Device> devices;
  private final CodecControl codecs;
  private final DeviceCatalogue catalogue = new DeviceCatalogue();
  private final Resolver resolver;

  DispatchDefinitions(OperatorStateStore state, DispatchSnapshots snapshots) throws Exception {
    devices = DefinitionControl.of(ControlTopic.DEVICES, new DeviceCompiler(), state);
    codecs = new CodecControl(state);
    codecs.prime(snapshots.codecs().read());
    devices.prime(snapshots.devices().read());
    devices.table().values().forEach(device -> catalogue.set(device.id(), device));
    resolver = new Resolver(catalogue, codecs.running());
  }

  /** By all that is in force. */
  Resolver resolver() {
    return resolver;
  }

  /** Takes a definition; what became of it, nothing if it does not decide. */
  List<Reception> receive(ControlRecord record) throws Exception {
    if (ControlTopic.of(record) == ControlTopic.CODECS) {
      return codecs.receive(record);
    }
    List<Reception> receptions = devices.receive(record);
    if (!receptions.isEmpty()) {
      catalogue.set(record.id(), devices.table().get(record.id()));
    }
    return receptions;
  }

  /** Ends the codecs. */
  @Override
  public void close() {
    codecs.close();
  }
}
