package io.millrace.udfs.format;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a payload says.
 *
 * @param value plain values, see {@link PayloadDecoder}
 * @param headers those of the message; with the attributes of a structured CloudEvent as {@code
 *     ce_NAME}, so that mappings see both modes alike
 */
public record DecodedPayload(@Nullable Object value, Map<String, String> headers) {}
