package io.millrace.local.demo.outcome;

import io.millrace.local.demo.message.RunId;
import io.millrace.schemas.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A run's dead letters by code, each counted once. Safe for use by many threads. */
public final class SeenDeadLetters {
  private final RunId run;
  private final IdSet ids = new IdSet();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, String> reasons = new TreeMap<>();

  public SeenDeadLetters(RunId run) {
    this.run = run;
  }

  synchronized void take(DeadLetter letter) {
    if (run.owns(trace(letter)) && ids.add(letter.getId())) {
      counts.merge(letter.getCode(), 1L, Long::sum);
      reasons.putIfAbsent(letter.getCode(), letter.getReason());
    }
  }

  /** How many, by code. */
  public synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** The reason that the first of each code gave. */
  public synchronized Map<String, String> reasons() {
    return new TreeMap<>(reasons);
  }

  public synchronized int total() {
    return ids.size();
  }

  private static String trace(DeadLetter letter) {
    ByteBuffer header = letter.getHeaders().get("trace-id");
    return header == null ? "" : StandardCharsets.UTF_8.decode(header.duplicate()).toString();
  }
}
