package io.millrace.udfs.dispatch;

import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.udfs.device.Device;
import org.jspecify.annotations.Nullable;

/** What comes of a command or an event at one device. */
public sealed interface Resolution {
  /** It is to be sent. */
  record Send(DeviceCommand command) implements Resolution {}

  /**
   * It cannot be sent.
   *
   * @param outcome the record of it
   * @param device null if none was found
   */
  record Undeliverable(CommandOutcome outcome, @Nullable Device device) implements Resolution {}
}
