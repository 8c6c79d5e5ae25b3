package io.millrace.udfs.inference;

import io.millrace.udfs.mapping.FieldType;
import io.millrace.udfs.mapping.PropertyType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proposes the properties of what stands in a survey. */
final class Fields {
  /** Samples that have a value, by the lower bound of their share, that make it required. */
  private static final double REQUIRED = 0.5;

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
  record Draft(String expression, Reading reading, @Nullable Unit unit) {}

  /** By the place that each is named after. */
  Map<Place, Draft> drafts() {
    Map<Place, Draft> drafts = new LinkedHashMap<>();
    List<Place> covered = new ArrayList<>(taken);
    for (GeoPlaces.Found found : GeoPlaces.of(survey)) {
      if (found.reading().agreeing() > 0) {
        drafts.put(found.at(), new Draft(found.expression(), found.reading(), null));
        covered.addAll(found.covers());
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
      notes.add(place.place().expression() + " only describes what stands beside it");
      return true;
    }
    if (Units.says(place, survey)) {
      notes.add(place.place().expression() + " is the unit of what stands beside it");
      return true;
    }
    return false;
  }

  private void add(PlaceValues place, Map<Place, Draft> drafts) {
    Reading reading = Readings.of(place);
    if (reading == null) {
      notes.add(place.place().expression() + " is left out: " + unread(place));
      return;
    }
    boolean counts = number(reading.notation().type());
    String expression = reading.notation().expression(place.place().expression());
    drafts.put(
        place.place(), new Draft(expression, reading, counts ? Units.of(place, survey) : null));
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

  /** The property of a draft. */
  ProposedField field(String name, Place place, Draft draft) {
    Reading reading = draft.reading();
    PropertyType type = reading.notation().type();
    PropertyType items = type.items();
    Unit unit = draft.unit();
    long samples = survey.samples();
    boolean always = reading.fits() && reading.all() == samples;
    List<String> reasons = new ArrayList<>(List.of(reading.notation().text()));
    if (!reading.fits()) {
      long others = reading.all() - reading.agreeing();
      reasons.add(others + " of " + reading.all() + " values are of another type: left out");
    }
    if (reading.rivals() > 0) {
      reasons.add("another notation fits as well: see which is meant");
    }
    PlaceValues values = survey.at(place);
    String form = values == null ? null : Identities.form(values.values());
    if (form != null) {
      reasons.add("each is a " + form);
    }
    if (unit != null) {
      reasons.add("unit: " + unit.reason());
    }
    return new ProposedField(
        name,
        draft.expression(),
        type.kind().word(),
        items == null ? null : items.kind().word(),
        type.values(),
        unit == null ? null : unit.code(),
        always && Confidence.of(reading.all(), samples) >= REQUIRED,
        reading.confidence(),
        unit == null ? 0 : unit.confidence(),
        reading.agreeing(),
        reading.all(),
        samples,
        reasons);
  }
}
