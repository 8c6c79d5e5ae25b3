package io.millrace.udfs.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue says that something is to be heard from, or no longer. Rules that wait for events
 * ({@link RuleProcess#expects}) measure the silence of what never reported from then on; no other
 * rule sees it.
 *
 * @param since epoch milliseconds; a rule that is newer, or joins a stream that is further, counts
 *     from then
 * @param receivedAt when it came to be so: epoch milliseconds, decides which version of a rule
 *     judges it
 * @param still false once it is no longer expected: its alert is cleared and it is forgotten
 * @param others whether more is expected of its key, such as of its gateway or site; asked where it
 *     is no longer expected
 * @param properties what {@code by} expressions read, such as the gateway
 */
public record Expected(
    String objectType,
    String objectId,
    String deviceId,
    long since,
    long receivedAt,
    boolean still,
    boolean others,
    Map<String, @Nullable Object> properties)
    implements Event {

  private static final String ID = "expected/";

  /** Whether an event that was kept is an expectation. */
  public static boolean is(Event event) {
    return event.id().startsWith(ID);
  }

  /** The same from another time on. */
  public Expected since(long time) {
    return new Expected(
        objectType, objectId, deviceId, time, receivedAt, still, others, properties);
  }

  /** The same, judged by the versions that were in force at another time. */
  Expected receivedAt(long at) {
    return new Expected(objectType, objectId, deviceId, since, at, still, others, properties);
  }

  /** Names what is expected, not the time: the same in each release of a device's entry. */
  @Override
  public String id() {
    return ID + objectType + "/" + objectId;
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
