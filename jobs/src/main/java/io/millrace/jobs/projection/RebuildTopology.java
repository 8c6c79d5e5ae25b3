package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.ObjectEvent;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * event store, then Kafka ─► documents ─► by document ─► the newest ─► Elasticsearch ─► dead letters
 *                               └──► dead letters
 * </pre>
 */
public final class RebuildTopology {
  /** What a new index is called by until it takes the place of the old. */
  public static final String PREFIX = "rebuild-";

  static final String EVENTS = "rebuild-events-source";
  static final String DOCUMENTS = "rebuild-documents";
  static final String NEWEST = "rebuild-newest";
  static final String INDEX = "rebuild-elasticsearch-sink";
  static final String DEAD_LETTERS = "rebuild-dead-letters-sink";

  private RebuildTopology() {}

  /**
   * From the files of a store alone.
   *
   * @param store its root: s3://BUCKET/PREFIX or file:///FOLDER
   * @param aliases of the indexes that are rebuilt; documents of others are left out
   */
  public static void build(
      StreamExecutionEnvironment env,
      String store,
      Set<String> aliases,
      ProjectionSinks sinks,
      SerializableClock clock) {
    build(env, RebuildSource.files(store), aliases, sinks, clock);
  }

  /**
   * @param aliases of the indexes that are rebuilt; documents of others are left out
   */
  static void build(
      StreamExecutionEnvironment env,
      Source<Decoded<ObjectEvent>, ?, ?> events,
      Set<String> aliases,
      ProjectionSinks sinks,
      SerializableClock clock) {
    Set<String> wanted = Set.copyOf(aliases);
    SingleOutputStreamOperator<DocumentOperation> documents =
        // A hybrid source does not say what it makes.
        env.fromSource(
                events, WatermarkStrategy.noWatermarks(), EVENTS, Decoded.type(ObjectEvent.class))
            .uid(EVENTS)
            .process(
                new ProjectFunction<ObjectEvent>(
                    DOCUMENTS, (record, event) -> rebuilt(record, event, wanted), clock),
                Types.POJO(DocumentOperation.class))
            .uid(DOCUMENTS)
            .name(DOCUMENTS);
    SingleOutputStreamOperator<DocumentOperation> newest =
        documents
            .keyBy(document -> document.alias() + "/" + document.id())
            .process(new NewestFunction(), Types.POJO(DocumentOperation.class))
            .uid(NEWEST)
            .name(NEWEST);
    Streams.write(newest, sinks.documents(), INDEX);
    Streams.write(documents.getSideOutput(DeadLetters.TAG), sinks.deadLetters(), DEAD_LETTERS);
  }

  private static List<DocumentOperation> rebuilt(
      Decoded<?> record, ObjectEvent event, Set<String> wanted) {
    return Projections.of(record, event).stream()
        .filter(document -> wanted.contains(document.alias()))
        .map(document -> document.behind(PREFIX + document.alias()))
        .toList();
  }
}
