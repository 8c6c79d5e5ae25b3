package io.millrace.service.dataset;

import io.millrace.schemas.avro.DatasetMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Data sets and their versions in PostgreSQL; the caller holds the transaction. */
@Repository
class DatasetStore {
  /** A stretch of a longer list. */
  record Page(long total, List<DatasetVersion> items) {}

  private static final TypeReference<List<ColumnView>> COLUMNS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  DatasetStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** The last version's number, 0 of a new data set; locked until the transaction ends. */
  long lock(String dataset) {
    jdbc.sql("insert into dataset (id, latest) values (:id, 0) on conflict do nothing")
        .param("id", dataset)
        .update();
    return jdbc.sql("select latest from dataset where id = :id for update")
        .param("id", dataset)
        .query(Long.class)
        .single();
  }

  /** Adds the next version of a data set that is locked. */
  void add(DatasetVersion version) {
    jdbc.sql(
            "insert into dataset_version (dataset_id, version, state, mode, manifest, sha256,"
                + " bytes, row_count, unreadable, columns, idempotency_key, loaded_at) values"
                + " (:dataset, :version, :state, :mode, :manifest, :sha256, :bytes, :rows,"
                + " :unreadable, :columns, :key, :loadedAt)")
        .param("dataset", version.datasetId())
        .param("version", version.version())
        .param("state", version.state().name())
        .param("mode", version.mode().name())
        .param("manifest", version.manifest())
        .param("sha256", version.sha256())
        .param("bytes", version.bytes())
        .param("rows", version.rows())
        .param("unreadable", version.unreadable())
        .param("columns", json.writeValueAsString(version.columns()))
        .param("key", version.idempotencyKey())
        .param("loadedAt", version.loadedAt().atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql("update dataset set latest = :version where id = :dataset")
        .param("dataset", version.datasetId())
        .param("version", version.version())
        .update();
  }

  /** Notes that the job can see a version. */
  void published(DatasetVersion version) {
    jdbc.sql(
            "update dataset_version set state = 'PUBLISHED'"
                + " where dataset_id = :dataset and version = :version")
        .param("dataset", version.datasetId())
        .param("version", version.version())
        .update();
  }

  /** Versions whose manifest is not known to be written, oldest first, at most 100. */
  List<DatasetVersion> stored() {
    return jdbc.sql(
            "select * from dataset_version where state = 'STORED'"
                + " order by dataset_id, version limit 100")
        .query(this::row)
        .list();
  }

  /** The version that was loaded under a key. */
  Optional<DatasetVersion> byKey(String dataset, String key) {
    return jdbc.sql(
            "select * from dataset_version where dataset_id = :dataset and idempotency_key = :key")
        .param("dataset", dataset)
        .param("key", key)
        .query(this::row)
        .optional();
  }

  /** One version. */
  Optional<DatasetVersion> version(String dataset, long version) {
    return jdbc.sql(
            "select * from dataset_version where dataset_id = :dataset and version = :version")
        .param("dataset", dataset)
        .param("version", version)
        .query(this::row)
        .optional();
  }

  /** The last version. */
  Optional<DatasetVersion> latest(String dataset) {
    return jdbc.sql(
            "select v.* from dataset_version v join dataset d"
                + " on d.id = v.dataset_id and d.latest = v.version where d.id = :dataset")
        .param("dataset", dataset)
        .query(this::row)
        .optional();
  }

  /** The last version of each data set, by its id. */
  Page latest(int limit, int offset) {
    long total =
        jdbc.sql("select count(*) from dataset where latest > 0").query(Long.class).single();
    List<DatasetVersion> items =
        jdbc.sql(
                "select v.* from dataset_version v join dataset d"
                    + " on d.id = v.dataset_id and d.latest = v.version"
                    + " order by d.id limit :limit offset :offset")
            .param("limit", limit)
            .param("offset", offset)
            .query(this::row)
            .list();
    return new Page(total, items);
  }

  /** The versions of a data set, newest first. */
  Page versions(String dataset, int limit, int offset) {
    long total =
        jdbc.sql("select count(*) from dataset_version where dataset_id = :dataset")
            .param("dataset", dataset)
            .query(Long.class)
            .single();
    List<DatasetVersion> items =
        jdbc.sql(
                "select * from dataset_version where dataset_id = :dataset"
                    + " order by version desc limit :limit offset :offset")
            .param("dataset", dataset)
            .param("limit", limit)
            .param("offset", offset)
            .query(this::row)
            .list();
    return new Page(total, items);
  }

  private DatasetVersion row(ResultSet row, int number) throws SQLException {
    return new DatasetVersion(
        row.getString("dataset_id"),
        row.getLong("version"),
        DatasetVersion.State.valueOf(row.getString("state")),
        DatasetMode.valueOf(row.getString("mode")),
        row.getString("manifest"),
        row.getString("sha256"),
        row.getLong("bytes"),
        row.getLong("row_count"),
        row.getLong("unreadable"),
        json.readValue(row.getString("columns"), COLUMNS),
        row.getString("idempotency_key"),
        row.getObject("loaded_at", OffsetDateTime.class).toInstant());
  }
}
