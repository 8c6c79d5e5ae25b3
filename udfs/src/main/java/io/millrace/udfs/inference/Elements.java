package io.millrace.udfs.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the list whose elements are what a message observes: one observation each. */
final class Elements {
  private Elements() {}

  /** Lists of objects, by place; those that say most first. */
  static List<Map.Entry<Place, Survey>> of(Survey survey) {
    Map<Place, Survey> lists = new LinkedHashMap<>();
    for (PlaceValues place : survey.places()) {
      if (place.values().stream().allMatch(Elements::hasObjects) && place.all(List.class)) {
        Survey elements = new Survey();
        place.values().forEach(list -> ((List<?>) list).forEach(e -> elements.add("item", e)));
        lists.put(place.place(), elements);
      }
    }
    List<Map.Entry<Place, Survey>> found = new ArrayList<>(lists.entrySet());
    found.sort(Comparator.comparingLong(entry -> -leaves(entry.getValue())));
    return found;
  }

  /**
   * The list to go through: the message itself, or one whose elements have more members than the
   * message has beside it and that every sample has. Null where the message is one observation.
   */
  static Map.@Nullable Entry<Place, Survey> main(
      Survey survey, List<Map.Entry<Place, Survey>> lists) {
    for (Map.Entry<Place, Survey> list : lists) {
      PlaceValues place = survey.at(list.getKey());
      boolean everywhere = place != null && place.values().size() == survey.samples();
      if (everywhere && (list.getKey().isRoot() || leaves(list.getValue()) > leaves(survey) - 1)) {
        return list;
      }
    }
    return null;
  }

  private static boolean hasObjects(Object value) {
    return value instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(Map.class::isInstance);
  }

  private static long leaves(Survey survey) {
    return survey.places().stream().filter(PlaceValues::hasLeaves).count();
  }
}
