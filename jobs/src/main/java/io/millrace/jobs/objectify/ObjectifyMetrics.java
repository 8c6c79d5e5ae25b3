package io.millrace.jobs.objectify;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The objectify job's metrics, below the scope of the operator that measures:
 *
 * <ul>
 *   <li>{@code millrace.objectify.events}: object events ({@code objectify}, as all but the last)
 *   <li>{@code millrace.objectify.unchanged}: what observations, rows and edits said without
 *       changing anything that can be seen: replayed, late or the same values again
 *   <li>{@code millrace.objectify.set-aside}: values and links that the ontology refuses
 *   <li>{@code millrace.objectify.edits-applied}, {@code .edits-refused}
 *   <li>{@code millrace.objectify.edits-repeated}: dropped, for they came before
 *   <li>{@code millrace.objectify.findings}: opened and closed ({@code object-findings})
 *   <li>{@code millrace.objectify.refused-by-mapping}: rows and observations that an object mapping
 *       refused ({@code map-rows}, {@code map-observations})
 * </ul>
 */
final class ObjectifyMetrics {
  private final Counter events;
  private final Counter unchanged;
  private final Counter setAside;
  private final Counter applied;
  private final Counter refusedEdits;
  private final Counter repeated;
  private final Counter findings;
  private final Counter refused;

  ObjectifyMetrics(MetricGroup operator) {
    MetricGroup group = operator.addGroup("millrace").addGroup("objectify");
    events = group.counter("events");
    unchanged = group.counter("unchanged");
    setAside = group.counter("set-aside");
    applied = group.counter("edits-applied");
    refusedEdits = group.counter("edits-refused");
    repeated = group.counter("edits-repeated");
    findings = group.counter("findings");
    refused = group.counter("refused-by-mapping");
  }

  void told(int count) {
    if (count == 0) {
      unchanged.inc();
    } else {
      events.inc(count);
    }
  }

  void setAside() {
    setAside.inc();
  }

  void edit(boolean wasApplied) {
    (wasApplied ? applied : refusedEdits).inc();
  }

  void repeated() {
    repeated.inc();
  }

  void finding() {
    findings.inc();
  }

  void refused(int count) {
    refused.inc(count);
  }
}
