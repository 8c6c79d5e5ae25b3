package io.millrace.udfs.mapping;

import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Why a message gave no observation.
 *
 * @param code stable, kebab-case; see {@link RefusalCode}
 * @param path the field of the observation or the place in the payload, empty for the whole
 * @param mappingId the mapping that refused it, null if none was reached
 */
public record Refusal(
    RefusalCode code,
    String reason,
    String path,
    @Nullable String mappingId,
    @Nullable Long mappingVersion) {

  static Refusal of(RefusalCode code, String reason) {
    return new Refusal(code, reason, "", null, null);
  }

  static Refusal of(RefusedException e) {
    return new Refusal(e.code(), String.valueOf(e.getMessage()), e.path(), null, null);
  }

  static Refusal of(RefusedException e, Mapping mapping) {
    return new Refusal(
        e.code(), String.valueOf(e.getMessage()), e.path(), mapping.id(), mapping.version());
  }
}
