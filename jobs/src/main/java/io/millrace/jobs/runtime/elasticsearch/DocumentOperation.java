package io.millrace.jobs.runtime.elasticsearch;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Writes or deletes one document, unless the index has a newer version of it.
 *
 * @param version external version; of equal ones the later write wins
 * @param document JSON object in one line; null deletes
 * @param topic where the record stood that this was made from, for dead letters
 */
public record DocumentOperation(
    String alias,
    String id,
    long version,
    byte @Nullable [] document,
    String topic,
    int partition,
    long offset)
    implements Serializable {
  private static final int OVERHEAD = 128;

  /** The same for another index. */
  public DocumentOperation behind(String otherAlias) {
    return new DocumentOperation(otherAlias, id, version, document, topic, partition, offset);
  }

  /** About what it takes in memory and in a request. */
  long sizeInBytes() {
    int length = document == null ? 0 : document.length;
    return (long) length + alias.length() + id.length() + OVERHEAD;
  }
}
