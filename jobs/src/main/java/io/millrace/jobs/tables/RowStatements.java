package io.millrace.jobs.tables;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.udfs.projection.table.LinkRow;
import io.millrace.udfs.projection.table.ObjectRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Hands rows to the statements of {@link io.millrace.udfs.projection.table.ModelTables}. */
final class RowStatements {
  /** PostgreSQL's last year is 294276; later than that is its infinity, and so before its first. */
  private static final Instant LAST = Instant.parse("+294276-01-01T00:00:00Z");

  private static final Instant FIRST = Instant.parse("-4712-01-02T00:00:00Z");

  private RowStatements() {}

  static void object(PreparedStatement statement, ObjectEvent event) throws SQLException {
    ObjectRow row = ObjectRow.of(event);
    statement.setString(1, row.type());
    statement.setString(2, row.id());
    statement.setLong(3, row.seq());
    time(statement, 4, row.createdAt());
    statement.setString(5, row.createdBy());
    time(statement, 6, row.updatedAt());
    statement.setString(7, row.updatedBy());
    time(statement, 8, row.deletedAt());
    statement.setString(9, row.deletedBy());
    statement.setString(10, row.properties());
    statement.setString(11, row.setBy());
  }

  static void link(PreparedStatement statement, ObjectEvent event) throws SQLException {
    LinkRow row = LinkRow.of(event);
    statement.setString(1, row.key());
    statement.setString(2, row.linkType());
    statement.setString(3, row.sourceType());
    statement.setString(4, row.sourceId());
    statement.setString(5, row.targetType());
    statement.setString(6, row.targetId());
    statement.setLong(7, row.seq());
    time(statement, 8, row.changedAt());
    time(statement, 9, row.removedAt());
    statement.setString(10, row.properties());
  }

  private static void time(PreparedStatement statement, int index, @Nullable Instant time)
      throws SQLException {
    if (time == null) {
      statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setObject(index, storable(time));
    }
  }

  /** The driver writes the ends of {@link OffsetDateTime} as infinity. */
  private static OffsetDateTime storable(Instant time) {
    if (time.isAfter(LAST)) {
      return OffsetDateTime.MAX;
    }
    return time.isBefore(FIRST) ? OffsetDateTime.MIN : time.atOffset(ZoneOffset.UTC);
  }
}
