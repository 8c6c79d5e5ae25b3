package io.millrace.service.dataset;

import io.millrace.service.extract.Mark;
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

/** The tables that data sets are, in PostgreSQL. */
@Repository
class DatasetTableStore {
  private final JdbcClient jdbc;

  DatasetTableStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Saves a definition; an extraction that runs stores nothing any more.
   *
   * @param keepMark whether increments go on where they are
   * @return whether there was none before
   */
  boolean put(String dataset, String definition, boolean keepMark) {
    String forget = keepMark ? "" : ", mark_kind = null, mark = null, mark_version = null";
    int replaced =
        jdbc.sql(
                "update dataset_table set definition = :definition, run = run + 1, problem = null"
                    + forget
                    + " where dataset_id = :dataset")
            .param("dataset", dataset)
            .param("definition", definition)
            .update();
    if (replaced > 0) {
      return false;
    }
    jdbc.sql(
            "insert into dataset_table (dataset_id, definition) values (:dataset, :definition)"
                + " on conflict (dataset_id) do update"
                + " set definition = :definition, run = dataset_table.run + 1")
        .param("dataset", dataset)
        .param("definition", definition)
        .update();
    return true;
  }

  /** Takes a definition away; the versions stay. */
  boolean remove(String dataset) {
    return jdbc.sql("delete from dataset_table where dataset_id = :dataset")
            .param("dataset", dataset)
            .update()
        > 0;
  }

  Optional<DatasetTable> find(String dataset) {
    return jdbc.sql("select * from dataset_table where dataset_id = :dataset")
        .param("dataset", dataset)
        .query(DatasetTableStore::row)
        .optional();
  }

  /** All of them: they are few. */
  List<DatasetTable> all() {
    return jdbc.sql("select * from dataset_table order by dataset_id")
        .query(DatasetTableStore::row)
        .list();
  }

  /** Begins an extraction; those before it store nothing any more. */
  Optional<DatasetTable> begin(String dataset, Instant at) {
    return jdbc.sql(
            "update dataset_table set run = run + 1, started_at = :at, ended_at = null"
                + " where dataset_id = :dataset returning *")
        .param("dataset", dataset)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(DatasetTableStore::row)
        .optional();
  }

  /** Whether an extraction is the last that began; in a transaction it stays so until its end. */
  boolean isLast(DatasetTable run) {
    return jdbc.sql(
            "select 1 from dataset_table where dataset_id = :dataset and run = :run for update")
        .param("dataset", run.dataset())
        .param("run", run.run())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Notes how far increments are; the caller holds the transaction that stores the version. */
  void mark(DatasetTable run, Mark mark, long version) {
    jdbc.sql(
            "update dataset_table set mark_kind = :kind, mark = :mark, mark_version = :version"
                + " where dataset_id = :dataset and run = :run")
        .param("kind", mark.kind().name())
        .param("mark", mark.text())
        .param("version", version)
        .param("dataset", run.dataset())
        .param("run", run.run())
        .update();
  }

  /** Notes how an extraction ended; one that another has overtaken is not told of. */
  void ended(DatasetTable run, Instant at, @Nullable String problem) {
    jdbc.sql(
            "update dataset_table set ended_at = :at, problem = :problem"
                + " where dataset_id = :dataset and run = :run")
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("problem", problem)
        .param("dataset", run.dataset())
        .param("run", run.run())
        .update();
  }

  private static DatasetTable row(ResultSet row, int number) throws SQLException {
    String kind = row.getString("mark_kind");
    return new DatasetTable(
        row.getString("dataset_id"),
        row.getString("definition"),
        row.getLong("run"),
        kind == null ? null : new Mark(Mark.Kind.valueOf(kind), row.getString("mark")),
        row.getObject("mark_version", Long.class),
        time(row, "started_at"),
        time(row, "ended_at"),
        row.getString("problem"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
