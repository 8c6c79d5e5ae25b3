package io.millrace.jobs.ingest;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.TimeMark;
import java.util.Locale;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The ingest job's metrics, below the scope of the operator that measures:
 *
 * <ul>
 *   <li>{@code millrace.ingest.messages}: raw messages read ({@code check})
 *   <li>{@code millrace.ingest.refused-by-check}: dead letters of {@code check}
 *   <li>{@code millrace.ingest.duplicates}: dropped, for they came before; replays too ({@code
 *       ingest}, as all that follow)
 *   <li>{@code millrace.ingest.observations}: made
 *   <li>{@code millrace.ingest.refused-by-mapping}: dead letters of stage {@code map}
 *   <li>{@code millrace.ingest.skipped}: fields and elements left out because they failed, where
 *       the mapping says so
 *   <li>{@code millrace.ingest.replayed}: dead letters' messages that came again
 *   <li>{@code millrace.ingest.resolved}: of those, that passed
 *   <li>{@code millrace.ingest.out-of-order}, {@code .late}, {@code .future}: observations with
 *       this mark
 *   <li>{@code millrace.ingest.clock-skew-ms}: how far devices' clocks are behind, over the last
 *       1000 observations of devices with a clock
 * </ul>
 */
final class IngestMetrics {
  static final String MESSAGES = "messages";
  static final String REFUSED_BY_CHECK = "refused-by-check";
  private static final int WINDOW = 1000;

  private final Counter duplicates;
  private final Counter observations;
  private final Counter refused;
  private final Counter skipped;
  private final Counter replayed;
  private final Counter resolved;

  /** By the marks' ordinals. */
  private final Counter[] marks = new Counter[TimeMark.values().length];

  private final Histogram skew;

  /** Those of the operator {@code ingest}. */
  IngestMetrics(RuntimeContext context) {
    MetricGroup group = group(context);
    duplicates = group.counter("duplicates");
    observations = group.counter("observations");
    refused = group.counter("refused-by-mapping");
    skipped = group.counter("skipped");
    replayed = group.counter("replayed");
    resolved = group.counter("resolved");
    for (TimeMark mark : TimeMark.values()) {
      String name = mark.name().toLowerCase(Locale.ROOT).replace('_', '-');
      marks[mark.ordinal()] = group.counter(name);
    }
    skew = group.histogram("clock-skew-ms", new DescriptiveStatisticsHistogram(WINDOW));
  }

  static Counter counter(RuntimeContext context, String name) {
    return group(context).counter(name);
  }

  private static MetricGroup group(RuntimeContext context) {
    return context.getMetricGroup().addGroup("millrace").addGroup("ingest");
  }

  void duplicate() {
    duplicates.inc();
  }

  void replayed() {
    replayed.inc();
  }

  void resolved() {
    resolved.inc();
  }

  void refused(int count) {
    refused.inc(count);
  }

  void skipped(int count) {
    skipped.inc(count);
  }

  void made(Observation observation) {
    observations.inc();
    for (TimeMark mark : observation.getMarks()) {
      marks[mark.ordinal()].inc();
    }
    Long millis = observation.getClockSkewMillis();
    if (millis != null) {
      skew.update(millis);
    }
  }
}
