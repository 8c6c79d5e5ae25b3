package io.millrace.udfs.inference;

import java.util.Map;
import java.util.Set;

/** Members that only describe the one beside them; they are no properties. */
final class Labels {
  private static final Set<String> BESIDE_VALUE = Set.of("displayname", "type", "label");
  private static final Set<String> EVERYWHERE = Set.of("@context");

  /** What the one-letter names of SenML (RFC 8428, table 1) stand for. */
  private static final Map<String, String> SENML =
      Map.of(
          "n",
          "name",
          "u",
          "unit",
          "v",
          "value",
          "vs",
          "text",
          "vb",
          "flag",
          "vd",
          "data",
          "s",
          "sum",
          "t",
          "time",
          "ut",
          "updateTime");

  private Labels() {}

  /** Whether it says what kind of value stands beside it, or how people call it. */
  static boolean is(Place place, Survey survey) {
    boolean beside =
        BESIDE_VALUE.contains(Tokens.joined(place.name()))
            && !place.isRoot()
            && place.depth() > 1
            && survey.at(place.parent().child("value")) != null;
    return beside || EVERYWHERE.contains(place.name());
  }

  /** Whether all members of the root are SenML's. */
  static boolean senml(Survey survey) {
    return survey.at(Place.root("item").child("n")) != null
        && survey.members(Place.root("item")).stream()
            .allMatch(member -> SENML.containsKey(member.place().name()));
  }

  /** The name of a property that is made of a SenML field. */
  static String senmlName(Place place) {
    return SENML.getOrDefault(place.name(), place.name());
  }
}
