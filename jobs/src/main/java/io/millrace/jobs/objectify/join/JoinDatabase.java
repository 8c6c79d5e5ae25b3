package io.millrace.jobs.objectify.join;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;

/**
 * Threads that ask a database, each by a connection of its own, which it keeps while it is good.
 */
final class JoinDatabase implements AutoCloseable {
  /** Of PostgreSQL's driver, times in seconds; what the URL says counts instead. */
  private static final Map<String, String> POSTGRESQL =
      Map.of(
          "ApplicationName", "millrace-objectify",
          "loginTimeout", "10",
          "connectTimeout", "10",
          "socketTimeout", "60",
          "tcpKeepAlive", "true",
          "readOnlyMode", "always");

  /**
   * Classes of SQLSTATE for which the question is at fault, and not the database: it asks for what
   * there is not or what it may not see, or compares what cannot be compared.
   */
  private static final Set<String> OF_THE_QUESTION = Set.of("0A", "22", "3F", "42");

  private final JoinAccount account;
  private final ExecutorService threads;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  JoinDatabase(JoinAccount account, int connections) {
    this.account = account;
    this.threads =
        Executors.newFixedThreadPool(connections, new ExecutorThreadFactory("millrace-join"));
  }

  /** Runs something in one of the threads; nothing after the end. */
  void execute(Runnable action) {
    try {
      threads.execute(action);
    } catch (RejectedExecutionException e) {
      // The task ends, and whoever waits for the answer with it.
    }
  }

  /** Does it with a connection; one that fails is not used again. */
  <T> T with(Work<T> work) throws SQLException {
    Connection kept = idle.poll();
    Connection connection = kept == null ? open() : kept;
    try {
      T result = work.with(connection);
      idle.add(connection);
      if (threads.isShutdown()) {
        closeIdle();
      }
      return result;
    } catch (SQLException | RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  /** Whether the same question may have an answer later. */
  static boolean mayPass(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.length() < 2 || !OF_THE_QUESTION.contains(state.substring(0, 2));
  }

  /** By the drivers that this class sees: what others have registered may be of other jobs. */
  private Connection open() throws SQLException {
    Properties properties = new Properties();
    if (account.url().startsWith("jdbc:postgresql:")) {
      properties.putAll(POSTGRESQL);
    }
    if (!account.user().isEmpty()) {
      properties.setProperty("user", account.user());
      properties.setProperty("password", account.password());
    }
    for (Driver driver : ServiceLoader.load(Driver.class, getClass().getClassLoader())) {
      Connection connection = driver.connect(account.url(), properties);
      if (connection != null) {
        connection.setReadOnly(true);
        return connection;
      }
    }
    throw new SQLException("No driver on the class path takes the URL of this connection", "08001");
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is of no use any more, and the server will find out.
    }
  }

  private void closeIdle() {
    for (Connection each = idle.poll(); each != null; each = idle.poll()) {
      close(each);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    closeIdle();
  }
}
