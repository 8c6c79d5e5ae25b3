package io.millrace.service.object;

import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import io.millrace.udfs.projection.DocumentId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Objects as the index has them. */
@Component
@Order(0)
class IndexSource implements ObjectSource {
  private static final Duration POLL = Duration.ofMillis(100);

  private final SearchIndex index;
  private final Clock clock;

  IndexSource(SearchIndex index, Clock clock) {
    this.index = index;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "index";
  }

  @Override
  public Optional<ObjectView> find(String type, String id, Demand demand) {
    while (true) {
      Optional<ObjectView> found = find(type, id, demand.seq() > 0);
      boolean far = found.isPresent() && found.get().seq() >= demand.seq();
      if (far || demand.seq() == 0 || !clock.instant().isBefore(demand.until())) {
        return found;
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return found;
      }
    }
  }

  /**
   * @param expected whether the type may be one of which the index has nothing yet
   */
  private Optional<ObjectView> find(String type, String id, boolean expected) {
    String alias = ObjectSearch.alias(type);
    try {
      return index.get(alias, DocumentId.of(id), ObjectView.class);
    } catch (NoSuchIndexException e) {
      if (expected) {
        return Optional.empty();
      }
      throw ObjectSearch.unknownType(type);
    }
  }
}
