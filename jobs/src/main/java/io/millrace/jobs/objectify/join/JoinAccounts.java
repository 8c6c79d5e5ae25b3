package io.millrace.jobs.objectify.join;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The databases that mappings may name. */
@FunctionalInterface
public interface JoinAccounts extends Serializable {
  /** The account of this name, or null. */
  @Nullable JoinAccount of(String connection);

  /**
   * Those of the environment of the process that asks: {@code MILLRACE_CONNECTIONS_NAME_URL},
   * {@code _USER}, {@code _PASSWORD}. They are read on the TaskManagers, so no password travels
   * with the job.
   */
  static JoinAccounts ofEnvironment() {
    return connection -> of(connection, System.getenv());
  }

  /** The same of these variables. */
  static @Nullable JoinAccount of(String connection, Map<String, String> environment) {
    String prefix = "MILLRACE_CONNECTIONS_" + connection.toUpperCase(Locale.ROOT) + "_";
    String url = environment.getOrDefault(prefix + "URL", "");
    return url.isEmpty()
        ? null
        : new JoinAccount(
            url,
            environment.getOrDefault(prefix + "USER", ""),
            environment.getOrDefault(prefix + "PASSWORD", ""));
  }
}
