package io.millrace.bench.projection;

/** Somebody who writes documents behind an alias until it is closed. */
interface Writing extends AutoCloseable {
  /** Starts it. */
  @FunctionalInterface
  interface Start {
    /**
     * @param loop of the documents; its type names the alias
     */
    Writing start(String elasticsearch, ObjectLoop loop) throws Exception;
  }

  /**
   * @throws Exception where it has failed meanwhile
   */
  @Override
  void close() throws Exception;
}
