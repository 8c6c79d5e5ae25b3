package io.millrace.udfs.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What an alert says of the events behind it.
 *
 * @param events ids of those that it names
 * @param from the earliest time that it names: epoch milliseconds
 * @param to the latest time of receipt that it names
 * @param end the latest time that it names, of event time
 */
public record AlertSpan(Set<String> events, long from, long to, long end) {

  /**
   * Of an alert's document in the index.
   *
   * @throws java.time.format.DateTimeParseException if it is none
   */
  public static AlertSpan of(JsonNode alert) {
    Span span = new Span();
    span.time(alert.path("openedAt"));
    span.time(alert.path("clearedAt"));
    span.time(alert.at("/window/start"));
    span.time(alert.at("/window/end"));
    alert.path("causes").forEach(span::cause);
    alert.path("steps").forEach(step -> step.path("causes").forEach(span::cause));
    return new AlertSpan(Set.copyOf(span.events), span.from, Math.max(span.to, span.end), span.end);
  }

  private static final class Span {
    private final Set<String> events = new LinkedHashSet<>();
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private long end = Long.MIN_VALUE;

    void cause(JsonNode cause) {
      events.add(cause.path("eventId").asText());
      time(cause.path("observedAt"));
      long received = Instant.parse(cause.path("receivedAt").asText()).toEpochMilli();
      from = Math.min(from, received);
      to = Math.max(to, received);
    }

    void time(JsonNode time) {
      if (time.isTextual()) {
        long at = Instant.parse(time.asText()).toEpochMilli();
        from = Math.min(from, at);
        end = Math.max(end, at);
      }
    }
  }
}
