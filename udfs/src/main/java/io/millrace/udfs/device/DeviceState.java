package io.millrace.udfs.device;

import java.util.Locale;

/** Whether a device takes part. */
public enum DeviceState {
  /** Its messages are taken and it gets commands. */
  ACTIVE,
  /** Out of use for a time: what comes from it and what is meant for it becomes a dead letter. */
  DISABLED,
  /** Gone for good: like disabled, and it stands for no object and listens to none any more. */
  DECOMMISSIONED;

  /** As it stands in a definition. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
