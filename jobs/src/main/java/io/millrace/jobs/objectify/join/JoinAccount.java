package io.millrace.jobs.objectify.join;

import java.io.Serializable;

/**
 * A database, and who reads it.
 *
 * @param url JDBC URL
 * @param user empty where the URL says it
 */
public record JoinAccount(String url, String user, String password) implements Serializable {

  /** Without URL and password: both may hold secrets. */
  @Override
  public String toString() {
    return "JoinAccount[user=" + user + "]";
  }
}
