package io.millrace.udfs.inference;

import io.millrace.udfs.mapping.FieldType;
import io.millrace.udfs.mapping.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proposes the properties of what stands in a survey. */
final class Fields {
  private final Survey survey;
  private final Set<Place> taken;
  private final List<String> notes;

  /**
   * @param taken places that the object's id and the time of observation are made of
   * @param notes gathers what is left out and why
   */
  Fields(Survey survey, Set<Place> taken, List<String> notes) {
    this.survey = survey;
    this.taken = taken;
    this.notes = notes;
  }

  /** A property to be, before it has a name. */
  record Draft(
      Place place, Survey survey, String expression, Reading reading, @Nullable Unit unit) {}

  /** In the order of appearance. */
  List<Draft> drafts() {
    List<Draft> drafts = new ArrayList<>();
    List<Place> covered = new ArrayList<>(taken);
    for (GeoPlaces.Found found : GeoPlaces.of(survey)) {
      if (found.reading().agreeing() > 0) {
        drafts.add(new Draft(found.at(), survey, found.expression(), found.reading(), null));
        covered.addAll(found.covers());
      } else {
        notes.add(
            found.expression() + " looks like a place but is none on Earth: is it [lon, lat]?");
      }
    }
    for (PlaceValues place : survey.places()) {
      boolean free = covered.stream().noneMatch(other -> place.place().within(other));
      if (free && place.hasLeaves() && !leftOut(place)) {
        add(place, drafts);
      }
    }
    return drafts;
  }

  private boolean leftOut(PlaceValues place) {
    if (Labels.is(place.place(), survey)) {
      return true;
    }
    if (Units.says(place, survey)) {
      notes.add(place.place().expression() + " is the unit of what stands beside it");
      return true;
    }
    return false;
  }

  private void add(PlaceValues place, List<Draft> drafts) {
    Reading reading = Readings.of(place);
    if (reading == null) {
      notes.add(place.place().expression() + " is left out: " + unread(place));
      return;
    }
    boolean counts = number(reading.notation().type());
    String expression = reading.notation().expression(survey.expression(place.place()));
    Unit unit = counts ? Units.of(place, survey) : null;
    drafts.add(new Draft(place.place(), survey, expression, reading, unit));
  }

  private static boolean number(PropertyType type) {
    return type.kind() == FieldType.LONG || type.kind() == FieldType.DOUBLE;
  }

  private static String unread(PlaceValues place) {
    boolean objects =
        place.values().stream()
            .anyMatch(
                value ->
                    value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance));
    return objects
        ? "a list of objects; for observations of them, give them a mapping with forEach of their own"
        : "no type holds its values";
  }
}
