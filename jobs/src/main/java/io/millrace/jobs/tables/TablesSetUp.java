package io.millrace.jobs.tables;

import io.millrace.udfs.projection.table.ModelTables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the tables when the job is submitted, where they are not there yet. */
final class TablesSetUp {
  private TablesSetUp() {}

  /**
   * @throws IllegalStateException where the database cannot be reached or refuses
   */
  static void run(PostgresSettings postgres) {
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String each : ModelTables.definition()) {
        statement.execute(each);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("The tables cannot be made: " + e.getMessage(), e);
    }
  }
}
