package io.millrace.jobs.runtime.elasticsearch;

import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The sink's metrics, below the operator's scope:
 *
 * <ul>
 *   <li>{@code millrace.elasticsearch.documents}: written or deleted
 *   <li>{@code millrace.elasticsearch.stale}: refused by the index, which had a newer version
 *   <li>{@code millrace.elasticsearch.coalesced}: not sent, for a newer one came while they waited
 *   <li>{@code millrace.elasticsearch.retried}: sent once more
 *   <li>{@code millrace.elasticsearch.poison}: set aside as dead letters
 *   <li>{@code millrace.elasticsearch.buffered}: waiting now
 *   <li>{@code millrace.elasticsearch.bulk-latency-ms}: from request to answer, the last 1000
 * </ul>
 */
final class ElasticsearchMetrics {
  private static final int WINDOW = 1000;
  private final SinkWriterMetricGroup sink;
  private final Counter documents;
  private final Counter stale;
  private final Counter coalesced;
  private final Counter retried;
  private final Counter poison;
  private final Histogram latency;

  ElasticsearchMetrics(SinkWriterMetricGroup sink, IntSupplier buffered) {
    this.sink = sink;
    MetricGroup group = sink.addGroup("millrace").addGroup("elasticsearch");
    documents = group.counter("documents");
    stale = group.counter("stale");
    coalesced = group.counter("coalesced");
    retried = group.counter("retried");
    poison = group.counter("poison");
    latency = group.histogram("bulk-latency-ms", new DescriptiveStatisticsHistogram(WINDOW));
    Gauge<Integer> waiting = buffered::getAsInt;
    group.gauge("buffered", waiting);
  }

  void written(int count) {
    documents.inc(count);
    sink.getNumRecordsSendCounter().inc(count);
  }

  void stale(int count) {
    stale.inc(count);
  }

  void coalesced() {
    coalesced.inc();
  }

  void retried(int count) {
    retried.inc(count);
  }

  void poison() {
    poison.inc();
    sink.getNumRecordsSendErrorsCounter().inc();
  }

  void answered(long nanos) {
    latency.update(nanos / 1_000_000);
  }
}
