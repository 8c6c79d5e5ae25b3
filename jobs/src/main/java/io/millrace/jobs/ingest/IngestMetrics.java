package io.millrace.jobs.ingest;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * The ingest job's counters, below the scope of the operator that counts:
 *
 * <ul>
 *   <li>{@code millrace.ingest.messages}: raw messages read ({@code check})
 *   <li>{@code millrace.ingest.refused-by-check}: dead letters of {@code check}
 *   <li>{@code millrace.ingest.duplicates}: dropped, for they came before ({@code ingest})
 *   <li>{@code millrace.ingest.observations}: made ({@code ingest})
 *   <li>{@code millrace.ingest.refused-by-mapping}: dead letters of stage {@code map} ({@code
 *       ingest})
 *   <li>{@code millrace.ingest.skipped}: fields and elements that a mapping left out, for they
 *       failed and it says so ({@code ingest})
 * </ul>
 */
final class IngestMetrics {
  static final String MESSAGES = "messages";
  static final String REFUSED_BY_CHECK = "refused-by-check";
  static final String DUPLICATES = "duplicates";
  static final String OBSERVATIONS = "observations";
  static final String REFUSED_BY_MAPPING = "refused-by-mapping";
  static final String SKIPPED = "skipped";

  private IngestMetrics() {}

  static Counter counter(RuntimeContext context, String name) {
    return context.getMetricGroup().addGroup("millrace").addGroup("ingest").counter(name);
  }
}
