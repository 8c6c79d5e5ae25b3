package io.millrace.udfs.inference;

import io.millrace.udfs.mapping.PropertyType;
import java.util.ArrayList;
import java.util.List;

/** Makes a property of a draft, with the reasons. */
final class DraftField {
  /** Samples that have a value, by the lower bound of their share, that make it required. */
  private static final double REQUIRED = 0.5;

  private DraftField() {}

  /** The property of a draft. */
  static ProposedField of(String name, Fields.Draft draft) {
    Reading reading = draft.reading();
    PropertyType type = reading.notation().type();
    PropertyType items = type.items();
    Unit unit = draft.unit();
    long samples = draft.survey().samples();
    boolean always = reading.fits() && reading.all() == samples;
    boolean required = always && Confidence.of(reading.all(), samples) >= REQUIRED;
    PlaceValues values = draft.survey().at(draft.place());
    boolean nulls = values != null && values.nulls() > 0;
    return new ProposedField(
        name,
        draft.expression(),
        type.kind().word(),
        items == null ? null : items.kind().word(),
        type.values(),
        unit == null ? null : unit.code(),
        required,
        !reading.fits() || (nulls && !reading.notation().template().equals("@")),
        reading.confidence(),
        unit == null ? 0 : unit.confidence(),
        reading.agreeing(),
        reading.all(),
        samples,
        reasons(draft));
  }

  private static List<String> reasons(Fields.Draft draft) {
    Reading reading = draft.reading();
    List<String> reasons = new ArrayList<>(List.of(reading.notation().text()));
    if (!reading.fits()) {
      long others = reading.all() - reading.agreeing();
      reasons.add(others + " of " + reading.all() + " values are of another type: left out");
    }
    if (reading.rivals() > 0) {
      reasons.add("another notation fits as well: see which is meant");
    }
    PlaceValues values = draft.survey().at(draft.place());
    String form = values == null ? null : Identities.form(values.values());
    if (form != null) {
      reasons.add("each is a " + form);
    }
    Unit unit = draft.unit();
    if (unit != null) {
      reasons.add("unit: " + unit.reason());
    }
    return reasons;
  }
}
