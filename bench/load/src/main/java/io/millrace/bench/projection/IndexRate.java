package io.millrace.bench.projection;

import io.millrace.local.StackException;
import java.io.IOException;

/** How fast an index grows. */
final class IndexRate {
  private static final long POLL_MILLIS = 20;
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private IndexRate() {}

  /**
   * Documents a second.
   *
   * @param warmUp seconds before it counts, from the first document on
   * @param seconds for which it counts
   */
  static double of(SearchNode node, String alias, double warmUp, double seconds)
      throws IOException, InterruptedException {
    awaitFirst(node, alias);
    Thread.sleep((long) (warmUp * 1e3));
    long begin = System.nanoTime();
    long before = node.written(alias);
    Thread.sleep((long) (seconds * 1e3));
    return since(begin, node.written(alias) - before);
  }

  static double since(long begin, long documents) {
    return documents * 1e9 / (System.nanoTime() - begin);
  }

  /** Returns when there is a document. */
  static void awaitFirst(SearchNode node, String alias) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (node.written(alias) == 0) {
      if (System.nanoTime() > deadline) {
        throw new StackException("Nothing is written into " + alias);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
