package io.millrace.service.definition;

import io.millrace.schemas.avro.DefinitionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Definitions and their history in PostgreSQL; the caller holds the transaction. */
@Repository
class DefinitionStore {
  private final JdbcClient jdbc;

  DefinitionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The definition as it stands, removed ones too. */
  Optional<StoredDefinition> find(Kind kind, String id) {
    return one("select * from definition where kind = :kind and id = :id", kind, id);
  }

  /** The definition as it stands, locked until the transaction ends. */
  Optional<StoredDefinition> lock(Kind kind, String id) {
    return one("select * from definition where kind = :kind and id = :id for update", kind, id);
  }

  /** One version of the history. */
  Optional<StoredDefinition> version(Kind kind, String id, long version) {
    return jdbc.sql(
            "select * from definition_version"
                + " where kind = :kind and id = :id and version = :version")
        .param("kind", kind.word())
        .param("id", id)
        .param("version", version)
        .query(DefinitionStore::row)
        .optional();
  }

  /** The history, newest first. */
  Page versions(Kind kind, String id, int limit, int offset) {
    String where = " from definition_version where kind = :kind and id = :id";
    long total =
        jdbc.sql("select count(*)" + where)
            .param("kind", kind.word())
            .param("id", id)
            .query(Long.class)
            .single();
    List<StoredDefinition> items =
        jdbc.sql(page("select *" + where, "version desc"))
            .param("kind", kind.word())
            .param("id", id)
            .param("limit", limit)
            .param("offset", offset)
            .query(DefinitionStore::row)
            .list();
    return new Page(total, items);
  }

  /** Definitions in these states, by id. */
  Page list(Kind kind, Collection<DefinitionState> states, int limit, int offset) {
    List<String> names = states.stream().map(Enum::name).toList();
    String where = " from definition where kind = :kind and state in (:states)";
    long total =
        jdbc.sql("select count(*)" + where)
            .param("kind", kind.word())
            .param("states", names)
            .query(Long.class)
            .single();
    List<StoredDefinition> items =
        jdbc.sql(page("select *" + where, "id"))
            .param("kind", kind.word())
            .param("states", names)
            .param("limit", limit)
            .param("offset", offset)
            .query(DefinitionStore::row)
            .list();
    return new Page(total, items);
  }

  /** Every definition of a kind that is in force. */
  List<StoredDefinition> active(Kind kind) {
    return jdbc.sql("select * from definition where kind = :kind and state = 'ACTIVE' order by id")
        .param("kind", kind.word())
        .query(DefinitionStore::row)
        .list();
  }

  /** Writes a definition that has no row yet; false if another transaction was first. */
  boolean insert(StoredDefinition definition) {
    return write(
            "insert into definition (kind, id, version, state, document, updated_at, effective_at)"
                + " values (:kind, :id, :version, :state, :document, :updatedAt, :effectiveAt)"
                + " on conflict do nothing",
            definition)
        == 1;
  }

  /** Overwrites the row of a definition that is locked. */
  void update(StoredDefinition definition) {
    write(
        "update definition set version = :version, state = :state, document = :document,"
            + " updated_at = :updatedAt, effective_at = :effectiveAt where kind = :kind and id = :id",
        definition);
  }

  /** Adds a version to the history. */
  void remember(StoredDefinition definition) {
    write(
        "insert into definition_version (kind, id, version, state, document, updated_at, effective_at)"
            + " values (:kind, :id, :version, :state, :document, :updatedAt, :effectiveAt)",
        definition);
  }

  /** A page ends early once it holds 8 MB of documents, as all of it is held in memory. */
  private static String page(String select, String order) {
    return """
        select * from (
          select p.*, sum(octet_length(document)) over (order by %2$s) - octet_length(document) as before
          from (%1$s order by %2$s limit :limit offset :offset) p) q
        where before < 8000000 order by %2$s"""
        .formatted(select, order);
  }

  private int write(String sql, StoredDefinition definition) {
    return jdbc.sql(sql)
        .param("kind", definition.kind().word())
        .param("id", definition.id())
        .param("version", definition.version())
        .param("state", definition.state().name())
        .param("document", definition.document())
        .param("updatedAt", definition.updatedAt().atOffset(ZoneOffset.UTC))
        .param("effectiveAt", offset(definition.effectiveAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  private Optional<StoredDefinition> one(String sql, Kind kind, String id) {
    return jdbc.sql(sql)
        .param("kind", kind.word())
        .param("id", id)
        .query(DefinitionStore::row)
        .optional();
  }

  private static StoredDefinition row(ResultSet row, int number) throws SQLException {
    return new StoredDefinition(
        Kind.ofWord(row.getString("kind")),
        row.getString("id"),
        row.getLong("version"),
        DefinitionState.valueOf(row.getString("state")),
        row.getString("document"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("effective_at", OffsetDateTime.class)));
  }

  private static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
