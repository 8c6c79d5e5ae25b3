package io.millrace.udfs.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a mapping to be.
 *
 * @param objectId expression, null for the device's id
 * @param observedAt expression, null for when Kafka got the message
 */
record Plan(
    String id,
    @Nullable String source,
    String objectType,
    @Nullable String forEach,
    @Nullable String objectId,
    @Nullable String observedAt,
    List<ProposedField> fields) {}
