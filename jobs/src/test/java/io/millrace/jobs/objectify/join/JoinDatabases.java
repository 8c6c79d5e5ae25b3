package io.millrace.jobs.objectify.join;

import io.millrace.udfs.projection.table.ModelTables;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** PostgreSQL with a table of prices and the tables of objects, which a reader may read. */
public final class JoinDatabases implements AutoCloseable {
  private final EmbeddedPostgres postgres;

  private JoinDatabases(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  public static JoinDatabases start() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres-");
    JoinDatabases databases =
        new JoinDatabases(
            EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(folder.resolve("bin").toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .start());
    databases.execute(ModelTables.definition().toArray(new String[0]));
    databases.execute(
        "CREATE ROLE reader LOGIN",
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.prices (serial text, amount double precision)",
        "CREATE TABLE shop.\"Odd \"\"name\" (id int, code char(4), day date, n numeric(30, 2))",
        "GRANT USAGE ON SCHEMA shop, model TO reader",
        "GRANT SELECT ON ALL TABLES IN SCHEMA shop, model TO reader",
        "CREATE TABLE shop.secret (id int)");
    return databases;
  }

  /** Who may read. */
  public JoinAccount account() {
    return new JoinAccount(
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "reader", "");
  }

  /** Nobody reads any more. */
  public void lock() throws SQLException {
    execute(
        "ALTER ROLE reader NOLOGIN",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
  }

  public void unlock() throws SQLException {
    execute("ALTER ROLE reader LOGIN");
  }

  /** An object as the tables job would write it. */
  public void object(String type, String id, String properties) throws SQLException {
    execute(
        "INSERT INTO model.objects VALUES ('%s', '%s', 1, now(), 'a', now(), 'b', NULL, NULL, '%s', '{}')"
            .formatted(type, id, properties));
  }

  public void execute(String... statements) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Override
  public void close() throws Exception {
    postgres.close();
  }
}
