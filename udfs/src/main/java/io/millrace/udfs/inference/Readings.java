package io.millrace.udfs.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds how the values of a place are written. */
final class Readings {
  /** Most values of an enum. */
  private static final int ENUM_VALUES = 12;

  /** Fewest samples that an enum is proposed from. */
  private static final int ENUM_SAMPLES = 10;

  /** Longest text that may be a value of an enum. */
  private static final int ENUM_LENGTH = 40;

  private Readings() {}

  /** The notation that most values agree with, or null where there is none. */
  static @Nullable Reading of(PlaceValues place) {
    List<Object> values = place.values();
    if (values.isEmpty()) {
      return null;
    }
    Reading best = best(candidates(place.place().telling(), values), values);
    if (best == null || (!best.fits() && single(values))) {
      Reading mixed = read(ValueNotations.MIXED, values, 0);
      return mixed.fits() ? mixed : best;
    }
    return best.notation().equals(ValueNotations.STRING)
        ? orEnum(place.place().telling(), values, best)
        : best;
  }

  private static boolean single(List<Object> values) {
    return values.stream().noneMatch(v -> v instanceof Map || v instanceof List);
  }

  private static @Nullable Reading best(List<Notation> notations, List<Object> values) {
    Reading best = null;
    int rivals = 0;
    for (Notation notation : notations) {
      Reading reading = read(notation, values, 0);
      if (best == null || reading.agreeing() > best.agreeing()) {
        best = reading;
        rivals = 0;
      } else if (reading.agreeing() == best.agreeing() && rival(notation, best.notation())) {
        rivals++;
      }
    }
    return best == null || best.agreeing() == 0
        ? null
        : new Reading(best.notation(), best.agreeing(), best.all(), rivals);
  }

  /** Two patterns of dates that fit the same texts say different days. */
  private static boolean rival(Notation one, Notation other) {
    return !one.template().equals("@")
        && one.template().startsWith("time(")
        && other.template().startsWith("time(");
  }

  private static Reading read(Notation notation, List<Object> values, int rivals) {
    long agreeing = values.stream().filter(notation::agrees).count();
    return new Reading(notation, agreeing, values.size(), rivals);
  }

  /** What the values may be, more telling notations first. */
  private static List<Notation> candidates(String name, List<Object> values) {
    List<Notation> candidates = new ArrayList<>();
    if (NameHints.time(name)) {
      candidates.addAll(TimeNotations.NUMBERS);
    }
    candidates.add(ValueNotations.BOOLEAN);
    if (!NameHints.measured(name)) {
      candidates.add(ValueNotations.LONG);
    }
    candidates.add(ValueNotations.DOUBLE);
    candidates.addAll(TimeNotations.TEXTS);
    if (!NameHints.code(name)) {
      candidates.addAll(ValueNotations.BOOLEANS_IN_TEXTS);
      List<Notation> numbers = ValueNotations.NUMBERS_IN_TEXTS;
      candidates.addAll(NameHints.measured(name) ? numbers.subList(1, numbers.size()) : numbers);
    }
    candidates.add(ValueNotations.DURATION);
    candidates.add(ValueNotations.STRING);
    Notation list = list(values);
    if (list != null) {
      candidates.add(list);
    }
    return candidates;
  }

  /** Lists of single values of one type; others are no property. */
  private static @Nullable Notation list(List<Object> values) {
    List<Object> elements = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof List<?> list) {
        elements.addAll(list);
      }
    }
    for (Notation element :
        List.of(
            ValueNotations.BOOLEAN,
            ValueNotations.LONG,
            ValueNotations.DOUBLE,
            ValueNotations.STRING)) {
      if (!elements.isEmpty() && elements.stream().allMatch(e -> e != null && element.agrees(e))) {
        return ValueNotations.listOf(element);
      }
    }
    return null;
  }

  /**
   * An enum where few texts come again and again. How likely the next text is one of them is
   * estimated as I. J. Good did ("The population frequencies of species", Biometrika 40, 1953): by
   * the share of texts that came more than once.
   */
  private static Reading orEnum(String name, List<Object> values, Reading text) {
    Map<Object, Long> counts = new LinkedHashMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    long once = counts.values().stream().filter(count -> count == 1).count();
    boolean shorts =
        counts.keySet().stream()
            .map(String::valueOf)
            .allMatch(t -> !t.isBlank() && t.length() <= ENUM_LENGTH);
    boolean few = counts.size() >= 2 && counts.size() <= ENUM_VALUES;
    if (NameHints.code(name) || !few || !shorts || values.size() < ENUM_SAMPLES || once > 0) {
      return text;
    }
    List<String> texts =
        new ArrayList<>(new TreeSet<>(counts.keySet().stream().map(String::valueOf).toList()));
    return new Reading(ValueNotations.enumOf(texts), values.size() - once, values.size(), 0);
  }
}
