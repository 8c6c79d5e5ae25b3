package io.millrace.service.history;

import io.millrace.service.object.ObjectPast;
import io.millrace.service.object.ObjectView;
import io.millrace.store.ObjectHistory;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Objects as they were, by their events. */
@Component
class PastObjects implements ObjectPast {
  private final ObjectEvents events;
  private final EventViews views;

  PastObjects(ObjectEvents events, EventViews views) {
    this.events = events;
    this.views = views;
  }

  @Override
  public Optional<ObjectView> at(String type, String id, long seq) {
    ObjectHistory history = events.of(type, id);
    return Optional.ofNullable(history.at(seq)).map(state -> views.of(state.last()));
  }

  @Override
  public Optional<ObjectView> at(String type, String id, Instant knownAt) {
    ObjectHistory history = events.of(type, id);
    return Optional.ofNullable(history.at(knownAt)).map(state -> views.of(state.last()));
  }
}
