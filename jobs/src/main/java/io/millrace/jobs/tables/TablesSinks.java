package io.millrace.jobs.tables;

import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSinks;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.udfs.projection.table.ModelTables;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;

/**
 * What the tables job writes.
 *
 * @param links takes events that tell of a link
 */
public record TablesSinks(
    Sink<ObjectEvent> objects, Sink<ObjectEvent> links, Sink<DeadLetter> deadLetters) {
  private static final int RETRIES = 5;

  static TablesSinks of(KafkaSettings kafka, PostgresSettings postgres) {
    return new TablesSinks(objects(postgres), links(postgres), KafkaSinks.deadLetters(kafka));
  }

  static Sink<ObjectEvent> objects(PostgresSettings postgres) {
    return sink(postgres, ModelTables.UPSERT_OBJECT, RowStatements::object);
  }

  static Sink<ObjectEvent> links(PostgresSettings postgres) {
    return sink(postgres, ModelTables.UPSERT_LINK, RowStatements::link);
  }

  private static Sink<ObjectEvent> sink(
      PostgresSettings postgres, String sql, JdbcStatementBuilder<ObjectEvent> row) {
    return JdbcSink.<ObjectEvent>builder()
        .withQueryStatement(sql, row)
        .withExecutionOptions(
            JdbcExecutionOptions.builder()
                .withBatchSize(postgres.batchSize())
                .withBatchIntervalMs(postgres.linger().toMillis())
                .withMaxRetries(RETRIES)
                .build())
        .buildAtLeastOnce(
            new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                .withUrl(postgres.url())
                .withDriverName("org.postgresql.Driver")
                .withUsername(postgres.user())
                .withPassword(postgres.password())
                .build());
  }
}
