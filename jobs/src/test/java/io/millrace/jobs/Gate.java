package io.millrace.jobs;

import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/** Holds a source back until a test opens it, however slow the machine is. */
public final class Gate implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Map<String, CompletableFuture<Void>> GATES = new ConcurrentHashMap<>();
  private final String id = UUID.randomUUID().toString();

  public Gate() {
    GATES.put(id, new CompletableFuture<>());
  }

  public void open() {
    GATES.get(id).complete(null);
  }

  /** Lets the first values pass at once, and the others once it is open, so many a second. */
  <T extends SourceSplit> RateLimiterStrategy<T> after(int first, double rate) {
    return parallelism -> {
      RateLimiter<T> paced = RateLimiterStrategy.perSecond(rate).createRateLimiter(1);
      int[] passed = {0};
      return events -> limit(paced, passed, events, first);
    };
  }

  private <T extends SourceSplit> CompletionStage<Void> limit(
      RateLimiter<T> paced, int[] passed, int events, int first) {
    CompletableFuture<Void> opened = GATES.get(id);
    if (opened.isDone()) {
      return paced.acquire(events);
    }
    passed[0] += events;
    return passed[0] <= first ? CompletableFuture.completedFuture(null) : opened;
  }
}
