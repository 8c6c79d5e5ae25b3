package io.millrace.service.extract;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The databases that tables are read from, by name; the environment variables are {@code
 * MILLRACE_CONNECTIONS_NAME_URL} and so on. Nothing else says where the service connects to.
 */
@ConfigurationProperties("millrace")
public record ConnectionSettings(@DefaultValue Map<String, Account> connections) {

  /**
   * A database, and who reads it.
   *
   * @param url JDBC URL
   * @param queries whether definitions may bring SQL of their own; else they name tables
   * @param batch how many rows are fetched at a time
   */
  public record Account(
      @DefaultValue("") String url,
      @DefaultValue("") String user,
      @DefaultValue("") String password,
      @DefaultValue("false") boolean queries,
      @DefaultValue("1000") int batch) {

    /** Without URL and password: both may hold secrets, and a record would print them. */
    @Override
    public String toString() {
      return "Account[user=" + user + ", queries=" + queries + ", batch=" + batch + "]";
    }
  }
}
