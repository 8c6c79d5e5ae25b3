package io.millrace.udfs.inference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the unit of a place: by a text beside it, else by its name. */
final class Units {
  private static final Set<String> SAYING =
      Set.of("unit", "units", "uom", "unitcode", "unitofmeasure", "u");

  private Units() {}

  /** The unit of the numbers at a place, or null. */
  static @Nullable Unit of(PlaceValues place, Survey survey) {
    Unit beside = beside(place, survey);
    return beside != null ? beside : named(place);
  }

  /** Whether a place only says the unit of the one beside it. */
  static boolean says(PlaceValues place, Survey survey) {
    return survey.places().stream()
        .filter(other -> other != place && counts(other))
        .map(other -> beside(other, survey))
        .anyMatch(unit -> unit != null && place.place().equals(unit.source()));
  }

  private static @Nullable Unit beside(PlaceValues place, Survey survey) {
    List<PlaceValues> members = survey.members(place.place().parent());
    long numbers = members.stream().filter(Units::counts).count();
    for (PlaceValues member : members) {
      boolean whole = SAYING.contains(Tokens.joined(member.place().name()));
      boolean own = own(place.place().name(), member.place().name());
      if ((own || (whole && numbers == 1)) && member.all(String.class)) {
        Unit unit = constant(member);
        if (unit != null) {
          return unit;
        }
      }
    }
    return null;
  }

  /** Whether it is a number that may have a unit. */
  private static boolean counts(PlaceValues member) {
    return member.all(Number.class) && !NameHints.time(member.place().telling());
  }

  /** {@code temperature_unit} beside {@code temperature}. */
  private static boolean own(String name, String saying) {
    List<String> tokens = Tokens.of(saying);
    return tokens.size() > 1
        && SAYING.contains(tokens.get(tokens.size() - 1))
        && tokens.subList(0, tokens.size() - 1).equals(Tokens.of(name));
  }

  /** Of one unit in all samples; of several, the property would have none. */
  private static @Nullable Unit constant(PlaceValues saying) {
    Map<Object, Long> counts = saying.counts();
    if (counts.size() != 1) {
      return null;
    }
    String text = String.valueOf(saying.values().get(0));
    String code = UnitTexts.ucum(text);
    long all = saying.values().size();
    return code == null
        ? null
        : new Unit(
            code, Confidence.of(all, all), "'" + text + "' stands beside it", saying.place());
  }

  private static @Nullable Unit named(PlaceValues place) {
    UnitNames.Named named = UnitNames.of(place.place().telling());
    if (named == null || !UnitTexts.known(named.code())) {
      return null;
    }
    List<Double> numbers =
        place.values().stream()
            .filter(Number.class::isInstance)
            .map(value -> ((Number) value).doubleValue())
            .toList();
    long plausible = numbers.stream().filter(n -> named.plausible().test(n)).count();
    if (numbers.isEmpty() || plausible < numbers.size() || share(named.code(), numbers)) {
      return null;
    }
    return new Unit(
        named.code(), Confidence.of(plausible, numbers.size()), "its name says so", null);
  }

  /** Percents that are all below 1 and have fractions are parts of 1 more likely. */
  private static boolean share(String code, List<Double> numbers) {
    return code.equals("%")
        && numbers.stream().allMatch(n -> n <= 1)
        && numbers.stream().anyMatch(n -> n != Math.rint(n));
  }
}
