package io.millrace.jobs.runtime.elasticsearch;

import io.millrace.jobs.Given;
import java.time.Duration;

/** What the tests of the sink write, and with which settings. */
final class Documents {
  static final String ALIAS = "objects-machine";
  static final Duration LINGER = Duration.ofMillis(50);

  private Documents() {}

  static DocumentOperation put(String id, long version) {
    byte[] json = Given.bytes("{\"id\":\"" + id + "\",\"seq\":" + version + "}");
    return new DocumentOperation(ALIAS, id, version, json, "object-events", 0, version);
  }

  static ElasticsearchSettings settings(String url, String user, int maxBuffered) {
    return new ElasticsearchSettings(
        url,
        user,
        "secret",
        10,
        maxBuffered,
        LINGER,
        Duration.ofMillis(100),
        Duration.ofSeconds(10));
  }
}
