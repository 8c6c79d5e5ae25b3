package io.millrace.udfs.inference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names properties: the member's own name in camel case, without wrappers such as {@code value}; as
 * many of the names before it as make it different from all others.
 */
public final class PropertyNames {
  private static final Set<String> WRAPPERS =
      Set.of(
          "value",
          "values",
          "val",
          "properties",
          "property",
          "features",
          "payload",
          "data",
          "reported",
          "uplinkmessage",
          "decodedpayload",
          "object",
          "reading",
          "readings",
          "measurement",
          "measurements",
          "fields",
          "metrics",
          "attributes");

  private static final int LONGEST = 100;

  private PropertyNames() {}

  /**
   * A name for each place, all different.
   *
   * @param senml whether elements are SenML records, whose names are letters
   */
  static Map<Place, String> of(List<Place> places, boolean senml) {
    Map<Place, String> names = new LinkedHashMap<>();
    if (senml) {
      places.stream()
          .filter(place -> place.root().equals("item"))
          .forEach(place -> names.put(place, Labels.senmlName(place)));
    }
    int longest = places.stream().mapToInt(Place::depth).max().orElse(0);
    List<Place> left = new ArrayList<>(places);
    left.removeAll(names.keySet());
    for (int words = 1; words <= Math.max(1, longest); words++) {
      left = round(left, words, names);
    }
    Set<String> taken = new HashSet<>(names.values());
    for (Place place : left) {
      String name = name(place, place.depth());
      String free = name;
      for (int n = 2; !taken.add(free); n++) {
        free = name + n;
      }
      names.put(place, free);
    }
    return names;
  }

  /** Names those that are alone with so many words; gives back the others. */
  private static List<Place> round(List<Place> places, int words, Map<Place, String> names) {
    Map<String, List<Place>> byName = new LinkedHashMap<>();
    for (Place place : places) {
      byName.computeIfAbsent(name(place, words), n -> new ArrayList<>()).add(place);
    }
    Set<String> taken = new HashSet<>(names.values());
    List<Place> left = new ArrayList<>();
    byName.forEach(
        (name, same) -> {
          if (same.size() == 1 && !taken.contains(name)) {
            names.put(same.get(0), name);
          } else {
            left.addAll(same);
          }
        });
    return left;
  }

  private static String name(Place place, int words) {
    List<String> telling =
        place.names().stream().filter(n -> !WRAPPERS.contains(Tokens.joined(n))).toList();
    List<String> from = telling.isEmpty() ? place.names() : telling;
    List<String> last = from.subList(Math.max(0, from.size() - words), from.size());
    return camelCase(last);
  }

  /** Letters and digits of ASCII, beginning with a small letter. */
  public static String camelCase(List<String> parts) {
    StringBuilder name = new StringBuilder();
    for (String part : parts) {
      for (String token : Tokens.of(part)) {
        String word = token.equals("%") ? "percent" : token;
        name.append(
            name.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
      }
    }
    if (name.isEmpty()) {
      name.append("value");
    }
    if (!Character.isLetter(name.charAt(0))) {
      name.insert(0, "n");
    }
    return name.length() <= LONGEST ? name.toString() : name.substring(0, LONGEST);
  }
}
