package io.millrace.jobs.projection;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * The projection job's metrics, beside those of its sink:
 *
 * <ul>
 *   <li>{@code millrace.projection.projected}: records that became documents, below the scope of
 *       {@code object-documents}, {@code finding-documents}, {@code alert-documents}, {@code
 *       dead-letter-documents}, {@code command-documents}, {@code delivery-documents} and {@code
 *       outcome-documents}
 * </ul>
 */
final class ProjectionMetrics {
  private ProjectionMetrics() {}

  static Counter projected(RuntimeContext context) {
    return context
        .getMetricGroup()
        .addGroup("millrace")
        .addGroup("projection")
        .counter("projected");
  }
}
