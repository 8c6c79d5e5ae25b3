package io.millrace.udfs.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapping that fits the samples, with the reasons.
 *
 * @param document the mapping as JSON, as it can be saved
 * @param objectId what it takes, the likeliest first; empty where the device's own id is taken
 * @param observedAt what it takes, the likeliest first; empty where it is when Kafka got it
 * @param forEach the list that gives an observation of each element, null for one of each message
 * @param mapped samples that the mapping maps
 * @param samples all samples
 * @param notes what was left out, and what to look at
 */
public record Proposal(
    String document,
    List<Candidate> objectId,
    List<Candidate> observedAt,
    @Nullable String forEach,
    List<ProposedField> fields,
    long mapped,
    long samples,
    List<String> notes) {}
