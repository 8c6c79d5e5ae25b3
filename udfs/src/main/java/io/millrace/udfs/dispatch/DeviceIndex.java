package io.millrace.udfs.dispatch;

import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.ObjectRef;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the resolver asks of the catalogue. Nothing here goes through all devices. */
public interface DeviceIndex {
  /** The device with this id, or null. */
  @Nullable Device find(String id);

  /** The devices that stand for an object, by id; none that is decommissioned. */
  Collection<Device> standingFor(ObjectRef object);

  /** The devices that hear changes of an object, by id; none that is decommissioned. */
  Collection<Device> listeningTo(ObjectRef object);
}
