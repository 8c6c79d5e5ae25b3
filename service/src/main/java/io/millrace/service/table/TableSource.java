package io.millrace.service.table;

import io.millrace.service.object.Demand;
import io.millrace.service.object.ObjectSource;
import io.millrace.service.object.ObjectView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Objects as PostgreSQL has them, while the index is away or behind. */
@Component
@Order(50)
class TableSource implements ObjectSource {
  private static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  TableSource(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public String name() {
    return "fallback";
  }

  /** What the row says: it is not waited for, for the index was. */
  @Override
  public Optional<ObjectView> find(String type, String id, Demand demand) {
    return Tables.read(
        () ->
            jdbc.sql(
                    "SELECT type, id, seq, created_at, created_by, updated_at, updated_by,"
                        + " deleted_at, deleted_by, properties FROM model.objects"
                        + " WHERE type = :type AND id = :id")
                .param("type", type)
                .param("id", id)
                .query((row, number) -> view(row))
                .optional());
  }

  private ObjectView view(ResultSet row) throws SQLException {
    return new ObjectView(
        row.getString("id"),
        row.getString("type"),
        row.getLong("seq"),
        Objects.requireNonNull(time(row, "created_at")),
        row.getString("created_by"),
        Objects.requireNonNull(time(row, "updated_at")),
        row.getString("updated_by"),
        time(row, "deleted_at"),
        row.getString("deleted_by"),
        json.readValue(row.getString("properties"), PROPERTIES));
  }

  static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
