package io.millrace.udfs.rules.absence;

import io.millrace.udfs.rules.Event;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue says that something is to be heard from, or no longer. Absence rules measure the
 * silence of what never reported from then on; for all other rules it is an event without the
 * properties that they read, so it changes nothing.
 *
 * @param since epoch milliseconds of event time; a rule that is newer, or joins a stream that is
 *     further, counts from then
 * @param receivedAt when the host says it: epoch milliseconds, decides which version of a rule
 *     judges it
 * @param still false once it is no longer expected: its alert is cleared and it is forgotten
 * @param properties what {@code by} expressions read, such as the gateway; the mark is among them
 */
public record Expected(
    String objectType,
    String objectId,
    String deviceId,
    long since,
    long receivedAt,
    boolean still,
    Map<String, @Nullable Object> properties)
    implements Event {

  /** A property that no observation has, so that a condition can tell these from them. */
  static final String MARK = "expected_";

  public Expected {
    Map<String, @Nullable Object> marked = new HashMap<>(properties);
    marked.put(MARK, true);
    properties = marked;
  }

  /** Names what is expected, not the time: the same in each release of a device's entry. */
  @Override
  public String id() {
    return "expected/" + objectType + "/" + objectId;
  }

  @Override
  public long timestamp() {
    return since;
  }

  @Override
  public String traceId() {
    return id();
  }
}
