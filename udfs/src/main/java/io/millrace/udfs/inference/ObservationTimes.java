package io.millrace.udfs.inference;

import io.millrace.udfs.mapping.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds when it was that a message observed what it says. */
final class ObservationTimes {
  private static final Map<String, Double> NAMES =
      Map.ofEntries(
          Map.entry("observedat", 1.0),
          Map.entry("dateobserved", 1.0),
          Map.entry("timestamp", 1.0),
          Map.entry("ts", 1.0),
          Map.entry("time", 1.0),
          Map.entry("t", 0.95),
          Map.entry("datetime", 0.95),
          Map.entry("eventtime", 1.0),
          Map.entry("measuredat", 1.0),
          Map.entry("sampledat", 1.0),
          Map.entry("phenomenontime", 1.0),
          Map.entry("resulttime", 0.9),
          Map.entry("recordedat", 0.9),
          Map.entry("cetime", 0.85),
          Map.entry("date", 0.8),
          Map.entry("receivedat", 0.75),
          Map.entry("createdat", 0.7),
          Map.entry("modified", 0.7),
          Map.entry("datemodified", 0.7),
          Map.entry("datecreated", 0.65),
          Map.entry("updatedat", 0.7),
          Map.entry("lastupdate", 0.7),
          Map.entry("lastseen", 0.6));

  /** What will be, or was once. */
  private static final Set<String> OTHERS =
      Set.of("expires", "expiry", "first", "start", "end", "until", "due", "next", "birth", "in");

  private static final double UNNAMED = 0.35;
  private static final double PER_LEVEL = 0.03;

  /** Below, a time is a property like others. */
  private static final double WEIGHT = 0.55;

  private ObservationTimes() {}

  /** What could be the time of observation, the likeliest first. */
  static List<Ranked> of(Survey survey) {
    List<Ranked> found = new ArrayList<>();
    for (PlaceValues place : survey.places()) {
      Reading reading = Readings.of(place);
      if (reading != null && reading.all() == survey.samples() && time(reading)) {
        Ranked candidate = candidate(place.place(), reading);
        if (candidate != null) {
          found.add(candidate);
        }
      }
    }
    found.sort(Ranked.LIKELIEST_FIRST);
    return found;
  }

  private static boolean time(Reading reading) {
    return reading.fits() && reading.notation().type().kind() == FieldType.TIMESTAMP;
  }

  private static @Nullable Ranked candidate(Place place, Reading reading) {
    boolean other = Tokens.of(place.telling()).stream().anyMatch(OTHERS::contains);
    double strength = NAMES.getOrDefault(Tokens.joined(place.telling()), UNNAMED);
    double weight = other ? UNNAMED : strength - PER_LEVEL * place.depth();
    if (weight < WEIGHT) {
      return null;
    }
    String expression = reading.notation().expression(place.expression());
    String reason = "named '" + place.telling() + "', " + reading.notation().text();
    return Ranked.of(place, weight, reading.confidence(), expression, reason);
  }
}
