package io.millrace.local.server;

import io.millrace.local.config.Addresses;
import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.install.DirectoryTree;
import io.millrace.local.install.Installation;
import io.millrace.local.process.Commands;
import io.millrace.local.process.OrdinaryUser;
import io.millrace.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** PostgreSQL with the database {@code millrace}; its tables are the service's business. */
final class PostgresServer implements Server {
  private static final String OWN_DATABASE = "postgres";
  private static final int PROBE_SECONDS = 2;
  private final StackConfig config;
  private final Path data;

  PostgresServer(StackConfig config) {
    this.config = config;
    this.data = config.data().resolve("postgres");
  }

  @Override
  public ServerName name() {
    return ServerName.POSTGRES;
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    Path fresh = data.resolveSibling("postgres.partial");
    DirectoryTree.delete(fresh);
    Files.createDirectories(data.getParent());
    Path password = Files.createTempFile("millrace", ".password");
    try {
      Files.writeString(password, Addresses.DATABASE_PASSWORD);
      List<String> command =
          OrdinaryUser.command(
              List.of(
                  program("initdb"),
                  "--pgdata=" + fresh,
                  "--username=" + Addresses.DATABASE_USER,
                  "--pwfile=" + password,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C"));
      Commands.run(command, Map.of(), config.logs().resolve("postgres-initdb.log"));
    } finally {
      Files.delete(password);
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public ProcessSpec process() {
    List<String> command =
        OrdinaryUser.command(
            List.of(
                program("postgres"),
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + config.ports().of(PortName.DATABASE),
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=32MB",
                "-c",
                "max_connections=50"));
    return new ProcessSpec(command, Map.of(), data, config.log(name()));
  }

  private String program(String name) {
    return new Installation(config.servers()).postgres().resolve("bin").resolve(name).toString();
  }

  @Override
  public boolean isReady() {
    if (!Tcp.answers(config.ports().of(PortName.DATABASE))) {
      return false;
    }
    try (Connection connection = connect()) {
      return connection.isValid(PROBE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Makes the database where there is none. */
  @Override
  public void complete() throws IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      createDatabase(statement);
    } catch (SQLException e) {
      throw new IOException("Cannot create the database: " + e.getMessage(), e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        config.addresses().databaseUrl(OWN_DATABASE) + "?connectTimeout=2&socketTimeout=5",
        Addresses.DATABASE_USER,
        Addresses.DATABASE_PASSWORD);
  }

  private static void createDatabase(Statement statement) throws SQLException {
    String name = Addresses.DATABASE;
    try (ResultSet found =
        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
      if (found.next()) {
        return;
      }
    }
    statement.executeUpdate("CREATE DATABASE " + name);
  }

  /** Ends the sessions of clients too; TERM would wait for them. */
  @Override
  public String stopSignal() {
    return "INT";
  }
}
