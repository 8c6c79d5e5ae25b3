package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ObjectHistoryTest {
  @Test
  void the_state_after_a_number_and_as_it_was_known_at_a_time() {
    ObjectHistory history =
        new ObjectHistory(
            List.of(Events.event("m", 1), Events.event("m", 2), Events.event("m", 3)));

    assertThat(temperature(history.at(2))).isEqualTo(2.0);
    assertThat(history.at(0)).isNull();
    assertThat(temperature(history.at(9))).isEqualTo(3.0);
    // Recorded a second after it occurred.
    assertThat(temperature(history.at(Events.NOON.plusMillis(2_999)))).isEqualTo(1.0);
    assertThat(temperature(history.at(Events.NOON.plusSeconds(3)))).isEqualTo(2.0);
    assertThat(history.at(Events.NOON)).isNull();
  }

  @Test
  void links_are_those_that_were_made_and_not_taken_away() {
    ObjectEvent one = link(2, ObjectEventKind.LINKED, "s1", 1L);
    ObjectEvent changed = link(3, ObjectEventKind.LINKED, "s1", 2L);
    ObjectEvent two = link(4, ObjectEventKind.LINKED, "s2", 1L);
    ObjectEvent gone = link(5, ObjectEventKind.UNLINKED, "s1", 2L);
    ObjectHistory history =
        new ObjectHistory(List.of(Events.event("m", 1), one, changed, two, gone));

    assertThat(links(history, 3)).containsExactly("s1 2");
    assertThat(links(history, 4)).containsExactly("s1 2", "s2 1");
    assertThat(links(history, 5)).containsExactly("s2 1");
  }

  private static Object temperature(ObjectHistory.State state) {
    return Objects.requireNonNull(state).last().getProperties().get("temperature");
  }

  private static List<String> links(ObjectHistory history, long seq) {
    return Objects.requireNonNull(history.at(seq)).links().stream()
        .map(link -> link.getTargetId() + " " + link.getProperties().get("since"))
        .toList();
  }

  private static ObjectEvent link(long seq, ObjectEventKind kind, String target, long since) {
    ObjectEvent event = Events.event("m", seq);
    event.setKind(kind);
    event.setLink(new Link("machine-site", "machine", "m", "site", target, Map.of("since", since)));
    return event;
  }
}
