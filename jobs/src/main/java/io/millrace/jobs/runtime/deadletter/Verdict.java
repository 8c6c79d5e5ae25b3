package io.millrace.jobs.runtime.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * Why something was refused.
 *
 * @param stage the operator that refused it
 * @param code stable, kebab-case
 * @param reason for people
 * @param path the field that failed, empty for the whole
 * @param definitionId the mapping, rule or other definition by which it was refused
 */
public record Verdict(
    String stage,
    String code,
    String reason,
    String path,
    @Nullable String definitionId,
    @Nullable Long definitionVersion) {

  /** Refused as a whole, by no definition. */
  public static Verdict of(String stage, String code, String reason) {
    return new Verdict(stage, code, reason, "", null, null);
  }
}
