package io.millrace.udfs.objectify;

import org.jspecify.annotations.Nullable;

/** Where the links of one object are kept of whose type it may have many. */
public interface LinkStore {
  /** What is known of a link, or null. */
  byte @Nullable [] get(String key);

  void put(String key, byte[] state);

  void remove(String key);

  /** All that are kept. */
  Iterable<String> keys();
}
