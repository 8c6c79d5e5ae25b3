package io.millrace.local.load;

/**
 * Rows or values that were refused for one reason.
 *
 * @param first one of them, for people
 */
public record RefusedGroup(String stage, String code, String source, long count, String first) {}
