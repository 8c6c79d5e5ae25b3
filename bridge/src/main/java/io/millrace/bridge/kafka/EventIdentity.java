package io.millrace.bridge.kafka;

import io.millrace.udfs.Ids;
import java.util.Map;
import java.util.Optional;

/** CloudEvents name themselves: source and id together are unique (CloudEvents 1.0, "id"). */
public final class EventIdentity {
  private EventIdentity() {}

  /** The trace id of an event in binary mode; nothing where the headers are of none. */
  public static Optional<String> of(Map<String, String> headers) {
    String source = headers.get("ce_source");
    String id = headers.get("ce_id");
    return source == null || id == null ? Optional.empty() : Optional.of(of(source, id));
  }

  /** The trace id of an event. */
  public static String of(String source, String id) {
    return Ids.derive("cloudevent", source, id);
  }
}
