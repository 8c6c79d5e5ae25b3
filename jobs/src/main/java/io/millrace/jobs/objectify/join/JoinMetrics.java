package io.millrace.jobs.objectify.join;

import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Metrics of joins, below the scope of {@code map-rows} and {@code map-observations}:
 *
 * <ul>
 *   <li>{@code millrace.objectify.joins.hits}, {@code .misses}: answers that were remembered, or
 *       asked for already; and those that were not
 *   <li>{@code millrace.objectify.joins.asked}: keys that a database was asked for
 *   <li>{@code millrace.objectify.joins.retried}: keys asked for again, as it was away
 *   <li>{@code millrace.objectify.joins.failed}: keys for which it has no answer ever
 *   <li>{@code millrace.objectify.joins.waiting}: rows and observations that wait now
 *   <li>{@code millrace.objectify.joins.latency-ms}: of the last 1000 statements
 * </ul>
 */
public final class JoinMetrics {
  private static final int WINDOW = 1000;
  private final Counter hits = new ThreadSafeSimpleCounter();
  private final Counter misses = new ThreadSafeSimpleCounter();
  private final Counter asked = new ThreadSafeSimpleCounter();
  private final Counter retried = new ThreadSafeSimpleCounter();
  private final Counter failed = new ThreadSafeSimpleCounter();
  private final Histogram latency = new DescriptiveStatisticsHistogram(WINDOW);

  /**
   * @param operator of the operator that joins
   * @param waiting how many wait now
   */
  public JoinMetrics(MetricGroup operator, IntSupplier waiting) {
    MetricGroup group = operator.addGroup("millrace").addGroup("objectify").addGroup("joins");
    group.counter("hits", hits);
    group.counter("misses", misses);
    group.counter("asked", asked);
    group.counter("retried", retried);
    group.counter("failed", failed);
    group.histogram("latency-ms", latency);
    Gauge<Integer> now = waiting::getAsInt;
    group.gauge("waiting", now);
  }

  void asked(boolean known) {
    (known ? hits : misses).inc();
  }

  void answered(long nanos, int keys) {
    asked.inc(keys);
    latency.update(nanos / 1_000_000);
  }

  void retried(int keys) {
    retried.inc(keys);
  }

  void failed() {
    failed.inc();
  }
}
