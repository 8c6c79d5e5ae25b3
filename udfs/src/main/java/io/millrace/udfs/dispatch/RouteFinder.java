package io.millrace.udfs.dispatch;

import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceState;
import io.millrace.udfs.device.Devices;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the way to a device: its own transport, or that of the nearest gateway that has one. */
final class RouteFinder {
  private final Devices devices;

  RouteFinder(Devices devices) {
    this.devices = devices;
  }

  /** Either a way or why there is none. */
  record Finding(@Nullable Way way, @Nullable Refusal refusal) {
    static Finding refused(DispatchCode code, String reason) {
      return new Finding(null, new Refusal(code, reason));
    }
  }

  Finding find(Device device) {
    if (!device.active()) {
      return inactive(device, DispatchCode.DEVICE_DISABLED, DispatchCode.DEVICE_DECOMMISSIONED);
    }
    Set<String> seen = new HashSet<>();
    Device at = device;
    while (at.transport() == null) {
      if (!seen.add(at.id())) {
        return Finding.refused(
            DispatchCode.GATEWAY_CYCLE, "The parents of " + device.id() + " lead in a circle");
      }
      String parent = at.parent();
      if (parent == null) {
        return Finding.refused(
            DispatchCode.NO_TRANSPORT, "Neither " + device.id() + " nor a gateway has a transport");
      }
      Device gateway = devices.find(parent);
      if (gateway == null) {
        return Finding.refused(
            DispatchCode.UNKNOWN_GATEWAY, "The catalogue has no device " + parent);
      }
      if (!gateway.active()) {
        return inactive(
            gateway, DispatchCode.GATEWAY_DISABLED, DispatchCode.GATEWAY_DECOMMISSIONED);
      }
      at = gateway;
    }
    return new Finding(new Way(device, at, at.transport()), null);
  }

  private static Finding inactive(
      Device device, DispatchCode disabled, DispatchCode decommissioned) {
    boolean gone = device.state() == DeviceState.DECOMMISSIONED;
    return Finding.refused(
        gone ? decommissioned : disabled, "Device " + device.id() + " is " + device.state().word());
  }
}
