package io.millrace.udfs.objectify.trial;

import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the objects and links that are there, by the events that tell of them. */
final class Tally {
  private final Map<String, Long> objects = new TreeMap<>();
  private final Map<String, Set<String>> links = new HashMap<>();

  void take(ObjectEvent event) {
    switch (event.getKind()) {
      case CREATED, RESTORED -> objects.merge(event.getObjectType(), 1L, Long::sum);
      case DELETED -> objects.merge(event.getObjectType(), -1L, Long::sum);
      // Told again where its properties change, so a sum would count some twice.
      case LINKED -> ends(event.getLink()).add(ends(event.getLink(), '\n'));
      case UNLINKED -> ends(event.getLink()).remove(ends(event.getLink(), '\n'));
      case CHANGED, CORRECTED -> {}
    }
  }

  private Set<String> ends(Link link) {
    return links.computeIfAbsent(link.getLinkType(), type -> new HashSet<>());
  }

  private static String ends(Link link, char between) {
    return link.getSourceId() + between + link.getTargetId();
  }

  /** By type. */
  Map<String, Long> objects() {
    return Collections.unmodifiableMap(objects);
  }

  /** By link type. */
  Map<String, Long> links() {
    Map<String, Long> counts = new TreeMap<>();
    links.forEach((type, ends) -> counts.put(type, (long) ends.size()));
    return counts;
  }
}
