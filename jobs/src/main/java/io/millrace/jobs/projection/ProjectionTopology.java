package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import io.millrace.jobs.runtime.kafka.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * object events ───► object, link documents ┬─► Elasticsearch ─► dead letters
 * findings ────────► finding documents ─────┤
 * alerts ──────────► alert documents ───────┤
 * alerts of trials ► alert documents ───────┤
 * dead letters ────► dead letter documents ─┤
 * commands ────────► command documents ─────┤
 * device commands ─► delivery documents ────┤
 * outcomes ────────► outcome documents ─────┤
 *                                           └─► dead letters
 * </pre>
 */
public final class ProjectionTopology {
  static final String OBJECT_EVENTS = "object-events-source";
  static final String FINDINGS = "object-findings-source";
  static final String ALERTS = "alerts-source";
  static final String SHADOW_ALERTS = "shadow-alerts-source";
  static final String LETTERS = "dead-letters-source";
  static final String COMMANDS = "projection-commands-source";
  static final String SENT = "projection-device-commands-source";
  static final String OUTCOMES = "command-outcomes-source";
  static final String OBJECT_DOCUMENTS = "object-documents";
  static final String FINDING_DOCUMENTS = "finding-documents";
  static final String ALERT_DOCUMENTS = "alert-documents";
  static final String SHADOW_ALERT_DOCUMENTS = "shadow-alert-documents";
  static final String LETTER_DOCUMENTS = "dead-letter-documents";
  static final String COMMAND_DOCUMENTS = "command-documents";
  static final String DELIVERY_DOCUMENTS = "delivery-documents";
  static final String OUTCOME_DOCUMENTS = "outcome-documents";
  static final String DOCUMENTS = "elasticsearch-sink";
  static final String DEAD_LETTERS = "projection-dead-letters-sink";

  private final StreamExecutionEnvironment env;
  private final SerializableClock clock;
  private final List<SingleOutputStreamOperator<DocumentOperation>> documents = new ArrayList<>();

  private ProjectionTopology(StreamExecutionEnvironment env, SerializableClock clock) {
    this.env = env;
    this.clock = clock;
  }

  public static void build(
      StreamExecutionEnvironment env,
      ProjectionSources sources,
      ProjectionSinks sinks,
      SerializableClock clock) {
    ProjectionTopology topology = new ProjectionTopology(env, clock);
    topology.project(sources.objectEvents(), Projections::of, OBJECT_EVENTS, OBJECT_DOCUMENTS);
    topology.project(sources.findings(), Projections::of, FINDINGS, FINDING_DOCUMENTS);
    topology.project(sources.alerts(), Projections::of, ALERTS, ALERT_DOCUMENTS);
    topology.project(
        sources.shadowAlerts(), Projections::of, SHADOW_ALERTS, SHADOW_ALERT_DOCUMENTS);
    topology.project(sources.deadLetters(), Projections::of, LETTERS, LETTER_DOCUMENTS);
    topology.project(sources.commands(), Projections::of, COMMANDS, COMMAND_DOCUMENTS);
    topology.project(sources.sent(), Projections::of, SENT, DELIVERY_DOCUMENTS);
    topology.project(sources.outcomes(), Projections::of, OUTCOMES, OUTCOME_DOCUMENTS);
    topology.write(sinks);
  }

  private <T> void project(
      Source<Decoded<T>, ?, ?> source,
      ProjectFunction.Projection<T> projection,
      String sourceUid,
      String uid) {
    documents.add(
        Streams.read(env, source, sourceUid)
            .process(
                new ProjectFunction<>(uid, projection, clock), Types.POJO(DocumentOperation.class))
            .uid(uid)
            .name(uid));
  }

  private void write(ProjectionSinks sinks) {
    Streams.write(all(each -> each), sinks.documents(), DOCUMENTS);
    Streams.write(
        all(each -> each.getSideOutput(DeadLetters.TAG)), sinks.deadLetters(), DEAD_LETTERS);
  }

  private <T> DataStream<T> all(
      Function<SingleOutputStreamOperator<DocumentOperation>, DataStream<T>> part) {
    return documents.stream().map(part).reduce(DataStream::union).orElseThrow();
  }
}
