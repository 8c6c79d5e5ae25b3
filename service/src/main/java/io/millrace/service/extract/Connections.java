package io.millrace.service.extract;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Opens connections that only read, each for one extraction; tells failures without secrets. */
@Component
class Connections {
  /** Of PostgreSQL's driver, times in seconds; what the URL says counts instead. */
  private static final Map<String, String> POSTGRESQL =
      Map.of(
          "ApplicationName", "millrace-service",
          "loginTimeout", "10",
          "connectTimeout", "10",
          // A sort of a large table sends nothing for long; a server that vanished never does.
          "socketTimeout", "600",
          "tcpKeepAlive", "true",
          // Rows that are too large for the memory fail the extraction, not the service.
          "maxResultBuffer", "20p");

  /** Classes of SQLSTATE: syntax and rights, names of schemas, a write where one only reads. */
  private static final Set<String> OF_THE_SQL = Set.of("42", "3F", "25");

  private final Map<String, ConnectionSettings.Account> accounts;

  Connections(ConnectionSettings settings) {
    this.accounts = settings.connections();
  }

  /**
   * The settings of a connection.
   *
   * @throws ProblemException if there is none of this name
   */
  ConnectionSettings.Account account(String name) {
    ConnectionSettings.Account account = accounts.get(name);
    if (account == null) {
      throw new ProblemException(
          ProblemCode.UNREADABLE_TABLE, "The service has no connection '" + name + "'");
    }
    return account;
  }

  boolean knows(String name) {
    return accounts.containsKey(name);
  }

  /** A connection in a transaction that reads, and that sees one state of the database. */
  Connection open(String name) throws SQLException {
    ConnectionSettings.Account account = account(name);
    Connection connection = DriverManager.getConnection(account.url(), properties(account));
    try {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      if (connection
          .getMetaData()
          .supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static Properties properties(ConnectionSettings.Account account) {
    Properties properties = new Properties();
    if (account.url().startsWith("jdbc:postgresql:")) {
      properties.putAll(POSTGRESQL);
    }
    if (!account.user().isEmpty()) {
      properties.setProperty("user", account.user());
      properties.setProperty("password", account.password());
    }
    return properties;
  }

  /**
   * What a failure means for whoever asked: the SQL is at fault, by its SQLSTATE, or the database.
   * Messages of the latter kind name hosts and users, so only the log has them.
   */
  ProblemException problem(String name, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String message = redacted(account(name), String.valueOf(e.getMessage()));
    if (OF_THE_SQL.contains(state.substring(0, Math.min(2, state.length())))) {
      String detail = message.lines().findFirst().orElse("");
      return new ProblemException(ProblemCode.UNREADABLE_TABLE, detail);
    }
    if (state.startsWith("22")) {
      String detail = "The database cannot work out a value (SQLSTATE " + state + ")";
      return new ProblemException(ProblemCode.UNREADABLE_TABLE, detail);
    }
    return ProblemException.unavailable(
        "The database of connection '" + name + "'", new SQLException(message, state));
  }

  private static String redacted(ConnectionSettings.Account account, String message) {
    String redacted = account.url().isEmpty() ? message : message.replace(account.url(), "URL");
    return account.password().isEmpty() ? redacted : redacted.replace(account.password(), "***");
  }
}
