package io.millrace.udfs.device;

import org.jspecify.annotations.Nullable;

/** The device catalogue, for those who look devices up. */
@FunctionalInterface
public interface Devices {
  /** The device with this id, or null if the catalogue does not know it. */
  @Nullable Device find(String id);
}
