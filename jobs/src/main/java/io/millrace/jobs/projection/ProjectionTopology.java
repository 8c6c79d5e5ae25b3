package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * object events ─► object documents ─┬─► Elasticsearch ─► dead letters
 * alerts ────────► alert documents ──┤
 *                                    └─► dead letters
 * </pre>
 */
public final class ProjectionTopology {
  static final String OBJECT_EVENTS = "object-events-source";
  static final String ALERTS = "alerts-source";
  static final String OBJECT_DOCUMENTS = "object-documents";
  static final String ALERT_DOCUMENTS = "alert-documents";
  static final String DOCUMENTS = "elasticsearch-sink";
  static final String DEAD_LETTERS = "projection-dead-letters-sink";

  private ProjectionTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      ProjectionSources sources,
      ProjectionSinks sinks,
      SerializableClock clock) {
    SingleOutputStreamOperator<DocumentOperation> objects =
        Streams.read(env, sources.objectEvents(), OBJECT_EVENTS)
            .process(
                new ProjectFunction<>(OBJECT_DOCUMENTS, Projections::of, clock),
                Types.POJO(DocumentOperation.class))
            .uid(OBJECT_DOCUMENTS)
            .name(OBJECT_DOCUMENTS);

    SingleOutputStreamOperator<DocumentOperation> alerts =
        Streams.read(env, sources.alerts(), ALERTS)
            .process(
                new ProjectFunction<>(ALERT_DOCUMENTS, Projections::of, clock),
                Types.POJO(DocumentOperation.class))
            .uid(ALERT_DOCUMENTS)
            .name(ALERT_DOCUMENTS);

    Streams.write(objects.union(alerts), sinks.documents(), DOCUMENTS);
    Streams.write(
        objects.getSideOutput(DeadLetters.TAG).union(alerts.getSideOutput(DeadLetters.TAG)),
        sinks.deadLetters(),
        DEAD_LETTERS);
  }
}
