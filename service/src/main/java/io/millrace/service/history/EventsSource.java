package io.millrace.service.history;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.service.object.Demand;
import io.millrace.service.object.ObjectSource;
import io.millrace.service.object.ObjectView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Objects as their newest event has them, for those who must see a certain one: every event has all
 * properties. Without such a demand it says nothing, as it reads a stretch of a topic for each
 * answer.
 */
@Component
@Order(100)
class EventsSource implements ObjectSource {
  /** An outcome is seen a moment before its event, which is committed by itself. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(200);

  private final EventTail tail;
  private final ObjectEvents events;
  private final EventViews views;
  private final Clock clock;

  EventsSource(EventTail tail, ObjectEvents events, EventViews views, Clock clock) {
    this.tail = tail;
    this.events = events;
    this.views = views;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Optional<ObjectView> find(String type, String id, Demand demand) {
    if (demand.seq() == 0) {
      return Optional.empty();
    }
    Instant end = clock.instant().plus(GRACE);
    ObjectEvent newest = newest(tail.since(type, id, demand.decidedAt()));
    while (newest == null || newest.getSeq() < demand.seq()) {
      if (clock.instant().isAfter(end) || !pause()) {
        newest = newest(events.of(type, id).events());
        break;
      }
      newest = newest(tail.since(type, id, demand.decidedAt()));
    }
    return Optional.ofNullable(newest).map(views::of);
  }

  private static @Nullable ObjectEvent newest(List<ObjectEvent> events) {
    return events.stream().max(Comparator.comparingLong(ObjectEvent::getSeq)).orElse(null);
  }

  private static boolean pause() {
    try {
      Thread.sleep(POLL.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
