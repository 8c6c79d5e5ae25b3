package io.millrace.service.dataset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lets one instance at a time read the table of a data set: an advisory lock of the service's
 * database, which ends with its connection, and so with the service.
 */
final class ExtractionLock implements AutoCloseable {
  /** Arbitrary, but the same in all instances. */
  private static final int KIND = 0x7461626c;

  private final Connection connection;
  private final String dataset;

  private ExtractionLock(Connection connection, String dataset) {
    this.connection = connection;
    this.dataset = dataset;
  }

  /** The lock, or null where somebody has it. */
  static @Nullable ExtractionLock take(DataSource database, String dataset) throws SQLException {
    Connection connection = database.getConnection();
    try {
      if (call(connection, "pg_try_advisory_lock", dataset)) {
        return new ExtractionLock(connection, dataset);
      }
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    connection.close();
    return null;
  }

  private static boolean call(Connection connection, String function, String dataset)
      throws SQLException {
    String sql = "select " + function + "(?, hashtext(?))";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, KIND);
      statement.setString(2, dataset);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Gives it back; a connection that failed has given it back already. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      call(connection, "pg_advisory_unlock", dataset);
    }
  }
}
