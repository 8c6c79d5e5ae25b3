package io.millrace.bridge;

import java.util.Optional;

/** Something that runs as long as the bridge does. */
public interface Part extends AutoCloseable {
  /** As health and logs name it. */
  String name();

  /** Begins its work and returns at once; servers that are away are waited for elsewhere. */
  void start();

  /** Why it cannot do its work now, for people; nothing if it can. */
  Optional<String> trouble();

  /** Ends in good order: what was begun is finished or left to be done again. */
  @Override
  void close();
}
