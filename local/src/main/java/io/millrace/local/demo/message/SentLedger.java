package io.millrace.local.demo.message;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What was sent, by source, and what must become of it. Safe for use by many threads. */
public final class SentLedger {
  private final Map<String, LongAdder> bySource = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> deadLetters = new ConcurrentHashMap<>();
  private final LongAdder observations = new LongAdder();
  private final LongAdder duplicates = new LongAdder();

  /** Enters a message that the broker has taken. */
  public void enter(DeviceMessage message) {
    bySource.computeIfAbsent(message.source(), s -> new LongAdder()).increment();
    switch (message.outcome().kind()) {
      case OBSERVATION -> observations.increment();
      case DUPLICATE -> duplicates.increment();
      case DEAD_LETTER ->
          deadLetters.computeIfAbsent(message.outcome().code(), c -> new LongAdder()).increment();
    }
  }

  /** Messages of all sources. */
  public long total() {
    return bySource().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Messages by source, sorted by its name. */
  public Map<String, Long> bySource() {
    return sums(bySource);
  }

  /** Dead letters that must come, by code, sorted. */
  public Map<String, Long> deadLetters() {
    return sums(deadLetters);
  }

  /** Messages that must become an observation. */
  public long observations() {
    return observations.sum();
  }

  /** Messages that were sent before with the same trace id. */
  public long duplicates() {
    return duplicates.sum();
  }

  private static Map<String, Long> sums(Map<String, LongAdder> adders) {
    Map<String, Long> sums = new TreeMap<>();
    adders.forEach((name, adder) -> sums.put(name, adder.sum()));
    return sums;
  }
}
