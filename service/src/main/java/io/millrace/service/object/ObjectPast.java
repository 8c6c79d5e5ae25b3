package io.millrace.service.object;

import java.time.Instant;
import java.util.Optional;

/** Objects as they were. */
public interface ObjectPast {
  /** After the event of this number; empty where there is none of it, or none up to it. */
  Optional<ObjectView> at(String type, String id, long seq);

  /** As it was known then: corrections that were recorded later are not in it. */
  Optional<ObjectView> at(String type, String id, Instant knownAt);
}
