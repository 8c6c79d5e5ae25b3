package io.millrace.udfs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An object as whoever reads its events knows it; refuses events that do not follow. What was last
 * seen of one that is not there is no matter.
 */
record Told(boolean there, Map<String, Object> properties, Map<String, Map<String, Object>> links) {

  static Told of(List<ObjectEvent> events) {
    boolean there = false;
    long seq = 0;
    Map<String, Object> properties = Map.of();
    Map<String, Long> setBy = new HashMap<>();
    Map<String, Map<String, Object>> links = new TreeMap<>();
    Instant createdAt = null;
    for (ObjectEvent event : events) {
      assertThat(event.getSeq()).isEqualTo(++seq);
      createdAt = createdAt == null ? event.getOccurredAt() : createdAt;
      assertThat(event.getCreatedAt()).isEqualTo(createdAt);
      Set<String> changed = difference(properties, event.getProperties());
      assertThat(event.getChanged()).as("%s", event).containsExactlyElementsOf(changed);
      for (String name : changed) {
        setBy.put(name, event.getSeq());
      }
      setBy.keySet().retainAll(event.getProperties().keySet());
      assertThat(event.getSetBy()).isEqualTo(setBy);
      properties = event.getProperties();
      there = step(event, there, links);
      assertThat(event.getDeletedAt() == null).isEqualTo(there);
    }
    return new Told(there, there ? new TreeMap<>(properties) : Map.of(), links);
  }

  private static boolean step(
      ObjectEvent event, boolean there, Map<String, Map<String, Object>> links) {
    switch (event.getKind()) {
      case CREATED -> assertThat(event.getSeq()).isEqualTo(1);
      case RESTORED -> assertThat(there).isFalse();
      case CHANGED, CORRECTED -> {
        assertThat(there).isTrue();
        assertThat(event.getChanged()).isNotEmpty();
      }
      case LINKED -> {
        assertThat(there).isTrue();
        Map<String, Object> before = links.put(key(event.getLink()), properties(event.getLink()));
        assertThat(before).isNotEqualTo(properties(event.getLink()));
      }
      case UNLINKED -> {
        assertThat(there).isTrue();
        assertThat(links.remove(key(event.getLink()))).isNotNull();
      }
      case DELETED -> {
        assertThat(there).isTrue();
        assertThat(links).isEmpty();
        return false;
      }
    }
    return true;
  }

  private static Map<String, Object> properties(Link link) {
    return new TreeMap<>(link.getProperties());
  }

  private static String key(Link link) {
    return link.getLinkType() + " " + link.getSourceId() + " " + link.getTargetId();
  }

  private static Set<String> difference(Map<String, Object> before, Map<String, Object> after) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeIf(name -> java.util.Objects.equals(before.get(name), after.get(name)));
    return names;
  }
}
