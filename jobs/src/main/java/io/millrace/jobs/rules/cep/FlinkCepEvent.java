package io.millrace.jobs.rules.cep;

import io.millrace.udfs.rules.StoredEvent;

/**
 * An event that Flink's engine keeps.
 *
 * @param number 0, 1, 2 … in the order in which they came
 */
record FlinkCepEvent(StoredEvent event, long number) {}
