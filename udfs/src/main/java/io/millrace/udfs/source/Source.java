package io.millrace.udfs.source;

import io.millrace.udfs.format.DeclaredFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of those who send messages under one {@code source} header.
 *
 * @param sender the header's text
 * @param format of its messages where no content type says it, null for none
 * @param schema that its payloads must satisfy, null for none
 * @param lateAfter how far behind its device an observation may be before it is late, null for any
 * @param refusesLate whether late observations are refused, else they are marked
 * @param futureTolerance how far after its arrival an observation may be dated
 */
public record Source(
    String id,
    String sender,
    @Nullable DeclaredFormat format,
    @Nullable PayloadSchema schema,
    @Nullable Duration lateAfter,
    boolean refusesLate,
    Duration futureTolerance) {}
