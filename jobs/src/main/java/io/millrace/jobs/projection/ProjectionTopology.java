package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import io.millrace.jobs.runtime.kafka.Decoded;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * object events ─► object documents ──────┬─► Elasticsearch ─► dead letters
 * alerts ────────► alert documents ───────┤
 * alerts of trials ► alert documents ─────┤
 * dead letters ──► dead letter documents ─┤
 *                                         └─► dead letters
 * </pre>
 */
public final class ProjectionTopology {
  static final String OBJECT_EVENTS = "object-events-source";
  static final String ALERTS = "alerts-source";
  static final String SHADOW_ALERTS = "shadow-alerts-source";
  static final String LETTERS = "dead-letters-source";
  static final String OBJECT_DOCUMENTS = "object-documents";
  static final String ALERT_DOCUMENTS = "alert-documents";
  static final String SHADOW_ALERT_DOCUMENTS = "shadow-alert-documents";
  static final String LETTER_DOCUMENTS = "dead-letter-documents";
  static final String DOCUMENTS = "elasticsearch-sink";
  static final String DEAD_LETTERS = "projection-dead-letters-sink";

  private ProjectionTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      ProjectionSources sources,
      ProjectionSinks sinks,
      SerializableClock clock) {
    var objects =
        project(
            Streams.read(env, sources.objectEvents(), OBJECT_EVENTS),
            new ProjectFunction<>(OBJECT_DOCUMENTS, Projections::of, clock),
            OBJECT_DOCUMENTS);
    var alerts =
        project(
            Streams.read(env, sources.alerts(), ALERTS),
            new ProjectFunction<>(ALERT_DOCUMENTS, Projections::of, clock),
            ALERT_DOCUMENTS);
    var trials =
        project(
            Streams.read(env, sources.shadowAlerts(), SHADOW_ALERTS),
            new ProjectFunction<>(SHADOW_ALERT_DOCUMENTS, Projections::of, clock),
            SHADOW_ALERT_DOCUMENTS);
    var letters =
        project(
            Streams.read(env, sources.deadLetters(), LETTERS),
            new ProjectFunction<>(LETTER_DOCUMENTS, Projections::of, clock),
            LETTER_DOCUMENTS);

    Streams.write(objects.union(alerts, trials, letters), sinks.documents(), DOCUMENTS);
    Streams.write(
        objects
            .getSideOutput(DeadLetters.TAG)
            .union(
                alerts.getSideOutput(DeadLetters.TAG),
                trials.getSideOutput(DeadLetters.TAG),
                letters.getSideOutput(DeadLetters.TAG)),
        sinks.deadLetters(),
        DEAD_LETTERS);
  }

  private static <T> SingleOutputStreamOperator<DocumentOperation> project(
      DataStream<Decoded<T>> records, ProjectFunction<T> function, String uid) {
    return records.process(function, Types.POJO(DocumentOperation.class)).uid(uid).name(uid);
  }
}
