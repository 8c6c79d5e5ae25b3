package io.millrace.udfs.dispatch;

/**
 * Why something is not sent.
 *
 * @param reason for people
 */
record Refusal(DispatchCode code, String reason) {}
