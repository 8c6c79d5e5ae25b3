package io.millrace.udfs.inference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what names the object that a message is about. */
final class Identities {
  private static final Map<String, Double> NAMES =
      Map.ofEntries(
          Map.entry("deviceid", 1.0),
          Map.entry("devid", 1.0),
          Map.entry("thingid", 1.0),
          Map.entry("entityid", 1.0),
          Map.entry("sensorid", 1.0),
          Map.entry("machineid", 1.0),
          Map.entry("assetid", 1.0),
          Map.entry("objectid", 1.0),
          Map.entry("nodeid", 1.0),
          Map.entry("stationid", 1.0),
          Map.entry("meterid", 1.0),
          Map.entry("vehicleid", 1.0),
          Map.entry("id", 0.95),
          Map.entry("deveui", 0.9),
          Map.entry("eui", 0.9),
          Map.entry("serial", 0.9),
          Map.entry("serialnumber", 0.9),
          Map.entry("serialno", 0.9),
          Map.entry("imei", 0.9),
          Map.entry("mac", 0.85),
          Map.entry("macaddress", 0.85),
          Map.entry("uuid", 0.8),
          Map.entry("n", 0.8),
          Map.entry("device", 0.75),
          Map.entry("sensor", 0.75),
          Map.entry("machine", 0.75),
          Map.entry("station", 0.75),
          Map.entry("host", 0.7),
          Map.entry("hostname", 0.7),
          Map.entry("cesubject", 0.7),
          Map.entry("name", 0.55));

  /** Ids of the message, or of what is not observed. */
  private static final Set<String> OTHERS =
      Set.of(
          "correlation",
          "session",
          "message",
          "msg",
          "request",
          "trace",
          "event",
          "gateway",
          "application",
          "tenant",
          "join",
          "policy",
          "user",
          "client",
          "transaction",
          "batch",
          "command",
          "network",
          "key",
          "type",
          "model",
          "root",
          "namespace");

  private static final Pattern EUI64 =
      Pattern.compile("(?i)[0-9a-f]{16}|([0-9a-f]{2}[:-]){7}[0-9a-f]{2}");
  private static final Pattern MAC = Pattern.compile("(?i)([0-9a-f]{2}[:-]){5}[0-9a-f]{2}");
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
  private static final Pattern URN = Pattern.compile("(?i)urn:[a-z0-9][a-z0-9-]{0,31}:.+");

  /** Each name on the way makes it a little less likely. */
  private static final double PER_LEVEL = 0.03;

  private static final double FORM_ALONE = 0.45;
  private static final int LONGEST = 256;

  private Identities() {}

  /** What could be the object's id, the likeliest first. */
  static List<Ranked> of(Survey survey) {
    List<Ranked> found = new ArrayList<>();
    for (PlaceValues place : survey.places()) {
      Ranked candidate = candidate(place, survey.samples());
      if (candidate != null) {
        found.add(candidate);
      }
    }
    found.sort(Ranked.LIKELIEST_FIRST);
    return found;
  }

  private static @Nullable Ranked candidate(PlaceValues place, long samples) {
    String name = place.place().name();
    List<Object> values = place.values();
    boolean ids =
        values.size() == samples
            && values.stream().allMatch(v -> v instanceof Long || v instanceof String)
            && values.stream()
                .map(String::valueOf)
                .allMatch(t -> !t.isBlank() && t.length() <= LONGEST);
    if (!ids || Tokens.of(name).stream().anyMatch(OTHERS::contains)) {
      return null;
    }
    String form = form(values);
    double strength = NAMES.getOrDefault(Tokens.joined(name), form == null ? 0 : FORM_ALONE);
    double weight = strength - PER_LEVEL * place.place().depth();
    if (weight <= 0) {
      return null;
    }
    int distinct = new HashSet<>(values).size();
    String reason =
        (form == null ? "named '" + name + "'" : "named '" + name + "', each is a " + form)
            + ", "
            + distinct
            + (distinct == 1 ? " value" : " values")
            + " in "
            + samples
            + (samples == 1 ? " sample" : " samples");
    double bound = Confidence.of(values.size(), samples);
    return Ranked.of(place.place(), weight, bound, place.place().expression(), reason);
  }

  /** The form of identifiers that all of them have, or null. */
  static @Nullable String form(List<Object> values) {
    Map<String, Pattern> forms =
        Map.of("UUID", UUID, "EUI-64", EUI64, "MAC address", MAC, "URN", URN);
    for (Map.Entry<String, Pattern> form : forms.entrySet()) {
      if (values.stream()
          .allMatch(v -> v instanceof String text && form.getValue().matcher(text).matches())) {
        return form.getKey();
      }
    }
    return null;
  }
}
