package io.millrace.udfs.inference;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through samples and gathers what stands at each place, in the order of appearance. */
final class Survey {
  /** Places beyond are left out: so many are keys of a map rather than names of members. */
  static final int MOST_PLACES = 500;

  private static final int DEPTH = 20;

  private final Map<Place, PlaceValues> places = new LinkedHashMap<>();
  private long samples;
  private boolean cut;

  /** Takes one sample. */
  void add(String root, @Nullable Object value) {
    samples++;
    walk(Place.root(root), value);
  }

  private void walk(Place place, @Nullable Object value) {
    PlaceValues known = places.get(place);
    if (known == null) {
      if (places.size() >= MOST_PLACES) {
        cut = true;
        return;
      }
      known = new PlaceValues(place);
      places.put(place, known);
    }
    known.add(value);
    if (value instanceof Map<?, ?> members && place.depth() < DEPTH) {
      members.forEach((name, member) -> walk(place.child(String.valueOf(name)), member));
    }
  }

  /** How many samples were taken. */
  long samples() {
    return samples;
  }

  /** Whether places were left out. */
  boolean cut() {
    return cut;
  }

  Collection<PlaceValues> places() {
    return places.values();
  }

  @Nullable PlaceValues at(Place place) {
    return places.get(place);
  }

  /**
   * The expression that reads a place: by pointer where some sample has no object on the way, for a
   * member of what is none fails.
   */
  String expression(Place place) {
    for (Place at = place; !at.isRoot(); at = at.parent()) {
      PlaceValues parent = places.get(at.parent());
      if (parent != null && (parent.hasLeaves() || parent.nulls() > 0)) {
        return place.pointer();
      }
    }
    return place.expression();
  }

  /** The text that stands at a place in every sample, or null. */
  @Nullable String constant(Place place) {
    PlaceValues found = places.get(place);
    if (found == null || found.values().size() < samples || found.counts().size() != 1) {
      return null;
    }
    return found.values().get(0) instanceof String text ? text : null;
  }

  /** Members of an object. */
  List<PlaceValues> members(Place object) {
    return places.values().stream()
        .filter(p -> !p.place().isRoot() && p.place().parent().equals(object))
        .toList();
  }
}
