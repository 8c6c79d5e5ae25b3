package io.millrace.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.StackException;
import io.millrace.local.api.ServiceApi;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the index has what objects have become since this was made. The projection's offsets do
 * not say so: with them it commits that it holds an event, and not that the index has it.
 */
final class IndexProgress implements AutoCloseable {
  /** Longer than the index takes to show what was written. */
  private static final Duration STEP = Duration.ofMillis(1_500);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ServiceApi service;
  private final TopicTail<ObjectEvent> events;
  private final Map<String, Long> before = new HashMap<>();
  private final Map<String, Long> more = new HashMap<>();
  private final Map<String, ObjectEvent> last = new TreeMap<>();

  /**
   * @param types of the objects that are looked at
   */
  IndexProgress(LoadTarget target, Collection<String> types) {
    service = target.service();
    types.forEach(type -> before.put(type, count(type)));
    events = new TopicTail<>(target, Topics.OBJECT_EVENTS, ObjectEvent.class);
  }

  /**
   * Returns when the index has all that was told by now.
   *
   * @return how many objects there are, by type; none of a type that was never seen
   * @throws StackException if it comes no nearer for two minutes
   */
  Map<String, Long> await() throws IOException, InterruptedException {
    events.drain(this::take);
    Map<String, Long> counts = new TreeMap<>();
    long since = System.nanoTime();
    while (true) {
      Map<String, Long> now = tried(counts);
      boolean still = now.equals(counts);
      if (still && has(now)) {
        now.values().removeIf(count -> count == 0);
        return now;
      }
      since = still ? since : System.nanoTime();
      if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new StackException(
            "The index gets no further, with these objects by type: %s; see ./millrace status"
                .formatted(now));
      }
      counts = now;
      Thread.sleep(STEP.toMillis());
    }
  }

  /** The counts; those before where the index is too busy to answer. */
  private Map<String, Long> tried(Map<String, Long> otherwise) {
    try {
      Map<String, Long> counts = new TreeMap<>();
      before.keySet().forEach(type -> counts.put(type, count(type)));
      return counts;
    } catch (StackException e) {
      return otherwise;
    }
  }

  private void take(ObjectEvent event) {
    String type = event.getObjectType();
    if (before.containsKey(type)) {
      last.put(type, event);
      switch (event.getKind()) {
        case CREATED, RESTORED -> more.merge(type, 1L, Long::sum);
        case DELETED -> more.merge(type, -1L, Long::sum);
        case CHANGED, CORRECTED, LINKED, UNLINKED -> {}
      }
    }
  }

  private boolean has(Map<String, Long> counts) {
    return more.entrySet().stream().allMatch(type -> has(type.getKey(), type.getValue(), counts))
        && last.values().stream().allMatch(this::has);
  }

  /** Others may be at work too: more than is due, in the same direction, will do. */
  private boolean has(String type, long due, Map<String, Long> counts) {
    long come = counts.getOrDefault(type, 0L) - before.getOrDefault(type, 0L);
    return due >= 0 ? come >= due : come <= due;
  }

  private boolean has(ObjectEvent event) {
    String path = "/" + event.getObjectType() + "/" + ServiceApi.encode(event.getObjectId());
    try {
      JsonNode object = service.find("/api/v1/objects" + path);
      return event.getDeletedAt() != null
          || object != null && object.path("seq").asLong() >= event.getSeq();
    } catch (StackException e) {
      return false;
    }
  }

  private long count(String type) {
    JsonNode listing = service.find("/api/v1/objects/" + ServiceApi.encode(type) + "?limit=1");
    return listing == null ? 0 : listing.path("total").asLong();
  }

  @Override
  public void close() {
    events.close();
  }
}
