package io.millrace.udfs.dispatch;

import java.util.Locale;

/** Why a command has no way to a device; the codes are stable. */
public enum DispatchCode {
  /** The catalogue does not know the device. */
  UNKNOWN_DEVICE,
  DEVICE_DISABLED,
  DEVICE_DECOMMISSIONED,
  /** The device's definition lists its commands, and this is none of them. */
  UNKNOWN_COMMAND,
  /** No device stands for the object, or none that understands the command and can be reached. */
  NO_DEVICE,
  /** Neither the device nor any gateway above it has a transport. */
  NO_TRANSPORT,
  /** A parent that the catalogue does not know. */
  UNKNOWN_GATEWAY,
  GATEWAY_DISABLED,
  GATEWAY_DECOMMISSIONED,
  /** The parents lead back to where they began. */
  GATEWAY_CYCLE,
  /** It names no single target, has a name that is none, or parameters that are no object. */
  MALFORMED_COMMAND;

  /** In kebab case, as it stands in dead letters. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
