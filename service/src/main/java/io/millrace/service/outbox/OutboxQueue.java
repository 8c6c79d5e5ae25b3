package io.millrace.service.outbox;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.service.ServiceSettings;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The reading end of the outbox, on a connection of its own. The connection is the lease: the
 * advisory lock that makes its holder the only publisher goes with it.
 */
final class OutboxQueue implements AutoCloseable {
  /** Arbitrary, but the same in all instances. */
  private static final long LOCK = 0x6d696c6c72616365L;

  /**
   * At most 200 entries, and no more once 4 MB of documents are reached: they are held in memory.
   */
  private static final String OLDEST =
      """
      select * from (
        select o.*, sum(octet_length(document)) over (order by seq) - octet_length(document) as before
        from (select * from definition_outbox order by seq limit 200) o) p
      where before < 4000000 order by seq""";

  private final Connection connection;

  private OutboxQueue(Connection connection) {
    this.connection = connection;
  }

  /** Connects and listens for appends. */
  static OutboxQueue open(ServiceSettings.Database database) throws SQLException {
    Properties properties = new Properties();
    properties.put("user", database.user());
    properties.put("password", database.password());
    properties.put("ApplicationName", "millrace-service outbox");
    properties.put("connectTimeout", "5");
    properties.put("socketTimeout", "30");
    properties.put("tcpKeepAlive", "true");
    Connection connection = DriverManager.getConnection(database.url(), properties);
    OutboxQueue queue = new OutboxQueue(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + Outbox.CHANNEL);
      return queue;
    } catch (SQLException e) {
      queue.close();
      throw e;
    }
  }

  /** Tries to become the only publisher; holds until the connection ends. */
  boolean lead() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Whether something was appended: returns as soon as it is, or after this time. */
  boolean await(Duration timeout) throws SQLException {
    PGNotification[] appended =
        connection.unwrap(PGConnection.class).getNotifications((int) timeout.toMillis());
    return appended != null && appended.length > 0;
  }

  /**
   * The oldest entries, in order, and never two of one key: those that follow an entry that fails
   * would otherwise overtake it.
   */
  List<OutboxEntry> next() throws SQLException {
    List<OutboxEntry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(OLDEST)) {
      try (ResultSet row = statement.executeQuery()) {
        while (row.next() && keys.add(row.getString("topic") + "/" + row.getString("key"))) {
          entries.add(entry(row));
        }
      }
    }
    return entries;
  }

  /** Forgets entries that are published. */
  void delete(List<OutboxEntry> entries) throws SQLException {
    Long[] numbers = entries.stream().map(OutboxEntry::seq).toArray(Long[]::new);
    try (PreparedStatement statement =
        connection.prepareStatement("delete from definition_outbox where seq = any (?)")) {
      Array array = connection.createArrayOf("bigint", numbers);
      statement.setArray(1, array);
      statement.executeUpdate();
    }
  }

  private static OutboxEntry entry(ResultSet row) throws SQLException {
    OffsetDateTime effectiveAt = row.getObject("effective_at", OffsetDateTime.class);
    Definition definition =
        new Definition(
            row.getString("kind"),
            row.getString("key"),
            row.getLong("version"),
            DefinitionState.valueOf(row.getString("state")),
            row.getString("document"),
            // Not the present time: a repeat must be the same record.
            row.getObject("updated_at", OffsetDateTime.class).toInstant(),
            effectiveAt == null ? null : effectiveAt.toInstant());
    return new OutboxEntry(
        row.getLong("seq"), row.getString("topic"), row.getString("key"), definition);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
