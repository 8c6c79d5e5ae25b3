package io.millrace.service.dataset;

import io.millrace.service.extract.Mark;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The table of a database that a data set is, as it is stored.
 *
 * @param definition as it was put
 * @param run number of the last extraction; it grows with changes of the definition too
 * @param mark how far increments are; null before the first
 * @param markVersion the version that came so far
 * @param startedAt when the last extraction began
 * @param endedAt when it ended; null while it runs, or where its service was killed
 * @param problem why it failed
 */
record DatasetTable(
    String dataset,
    String definition,
    long run,
    @Nullable Mark mark,
    @Nullable Long markVersion,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String problem) {}
