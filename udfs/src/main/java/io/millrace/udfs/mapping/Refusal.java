package io.millrace.udfs.mapping;

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
}
