package io.millrace.udfs.inference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to learn from.
 *
 * @param deviceId the message's key
 * @param payload decoded, as plain values
 */
public record Sample(String deviceId, Map<String, String> headers, @Nullable Object payload) {}
