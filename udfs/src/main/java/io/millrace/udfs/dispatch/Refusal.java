package io.millrace.udfs.dispatch;

/**
 * Why something is not sent.
 *
 * @param code stable, kebab-case
 * @param reason for people
 */
record Refusal(String code, String reason) {
  Refusal(DispatchCode code, String reason) {
    this(code.code(), reason);
  }
}
