package io.millrace.service.edit;

import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.ObjectEdit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Edits in PostgreSQL; the caller holds the transaction. */
@Repository
class EditStore {
  /** Arbitrary, but the same in all instances. */
  private static final long LOCK = 0x6d696c6c65646974L;

  /**
   * A record that waits for Kafka.
   *
   * @param key of the record; those of one key keep their order
   */
  record Waiting(String id, String key, byte[] record) {}

  private final JdbcClient jdbc;

  EditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds an edit that waits to be published.
   *
   * @return false where there is one of this id
   */
  boolean add(ObjectEdit edit, String contentHash, byte[] record) {
    return jdbc.sql(
                "insert into object_edit (id, batch_id, object_type, object_id, content_hash,"
                    + " issued_at, record, status) values (:id, :batch, :type, :object, :hash,"
                    + " :issuedAt, :record, 'ACCEPTED') on conflict (id) do nothing")
            .param("id", edit.getId())
            .param("batch", edit.getBatchId())
            .param("type", edit.getObjectType())
            .param("object", edit.getObjectId())
            .param("hash", contentHash)
            .param("issuedAt", edit.getIssuedAt().atOffset(ZoneOffset.UTC))
            .param("record", record)
            .update()
        > 0;
  }

  Optional<StoredEdit> find(String id) {
    return jdbc.sql("select * from object_edit where id = :id")
        .param("id", id)
        .query(EditStore::row)
        .optional();
  }

  /** Whether this transaction is the one that publishes; until it ends no other does. */
  boolean lead() {
    return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query(Boolean.class)
        .single();
  }

  /** The oldest of each object among the first that wait. */
  List<Waiting> waiting(int most) {
    return jdbc.sql(
            "select distinct on (object_type, object_id) id, object_type || '/' || object_id as"
                + " key, record from (select * from object_edit where record is not null order by"
                + " number limit :most) w order by object_type, object_id, number")
        .param("most", most)
        .query(
            (row, n) ->
                new Waiting(row.getString("id"), row.getString("key"), row.getBytes("record")))
        .list();
  }

  /** How many edits wait to be published. */
  long waiting() {
    return jdbc.sql("select count(*) from object_edit where record is not null")
        .query(Long.class)
        .single();
  }

  /** Kafka has them. */
  void published(List<String> ids) {
    jdbc.sql("update object_edit set record = null where id = any (:ids)")
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  /** What became of an edit, of the service or another's; told again it changes nothing. */
  void decided(EditOutcome outcome) {
    jdbc.sql(
            "insert into object_edit (id, batch_id, object_type, object_id, status, seq, code,"
                + " reason, decided_at) values (:id, :batch, :type, :object, :status, :seq, :code,"
                + " :reason, :decidedAt) on conflict (id) do update set status = excluded.status,"
                + " seq = excluded.seq, code = excluded.code, reason = excluded.reason, decided_at"
                + " = excluded.decided_at, record = null where object_edit.status = 'ACCEPTED'")
        .param("id", text(outcome.getEditId()))
        .param("batch", text(outcome.getBatchId()))
        .param("type", text(outcome.getObjectType()))
        .param("object", text(outcome.getObjectId()))
        .param("status", EditStatus.valueOf(outcome.getStatus().name()).name())
        .param("seq", outcome.getSeq())
        .param("code", outcome.getCode())
        .param("reason", text(outcome.getReason()))
        .param("decidedAt", outcome.getDecidedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Forgets what was decided before then. */
  void forget(Instant before) {
    jdbc.sql("delete from object_edit where decided_at < :before")
        .param("before", before.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** PostgreSQL takes no NUL, and others may write any text to the topic. */
  private static @Nullable String text(@Nullable String text) {
    return text == null ? null : text.replace("\u0000", "");
  }

  private static StoredEdit row(ResultSet row, int number) throws SQLException {
    return new StoredEdit(
        row.getString("id"),
        row.getString("batch_id"),
        row.getString("object_type"),
        row.getString("object_id"),
        row.getString("content_hash"),
        instant(row, "issued_at"),
        EditStatus.valueOf(row.getString("status")),
        row.getObject("seq", Long.class),
        row.getString("code"),
        row.getString("reason"),
        instant(row, "decided_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
