package io.millrace.bridge.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Divides the memory for requests among sources: with n of them at work each may have 1/(n+1) of
 * it, so that there is always room for one more, and none keeps the others out. A source that has
 * nothing under way may always have one request, as long as the whole allows it.
 */
final class InFlight {
  private final long most;
  private final Map<String, Long> bySource = new HashMap<>();
  private long total;

  /**
   * @param most bytes in all
   */
  InFlight(long most) {
    this.most = most;
  }

  /** Takes so many bytes; false where that is more than there is for this source. */
  synchronized boolean take(String source, long bytes) {
    long own = bySource.getOrDefault(source, 0L);
    int sources = bySource.size() + (bySource.containsKey(source) ? 0 : 1);
    boolean share = own == 0 || own + bytes <= most / (sources + 1);
    if (!share || total + bytes > most) {
      return false;
    }
    bySource.put(source, own + bytes);
    total += bytes;
    return true;
  }

  /** Gives back what was taken. */
  synchronized void giveBack(String source, long bytes) {
    total -= bytes;
    bySource.computeIfPresent(source, (s, own) -> own - bytes <= 0 ? null : own - bytes);
  }

  synchronized long total() {
    return total;
  }
}
