package io.millrace.udfs.source;

import io.millrace.udfs.format.DeclaredFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is known of those who send messages under one {@code source} header.
 *
 * @param sender the header's text
 * @param format of its messages where no content type says it, null for none
 * @param schema that its payloads must satisfy, null for none
 * @param time what it allows of its observations' times
 */
public record Source(
    String id,
    String sender,
    @Nullable DeclaredFormat format,
    @Nullable PayloadSchema schema,
    TimePolicy time) {}
