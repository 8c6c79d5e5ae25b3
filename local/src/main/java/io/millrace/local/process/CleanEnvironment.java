package io.millrace.local.process;

import java.util.Map;
import java.util.Set;

/**
 * The environment of server processes: without the JAVA_OPTS, PGDATA or ES_PATH_CONF that a person
 * has set for other servers.
 */
final class CleanEnvironment {
  private static final Set<String> KEPT =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR");

  private CleanEnvironment() {}

  static void apply(Map<String, String> environment, Map<String, String> added) {
    environment.keySet().retainAll(KEPT);
    environment.putAll(added);
  }
}
