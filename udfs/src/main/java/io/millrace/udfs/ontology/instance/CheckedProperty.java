package io.millrace.udfs.ontology.instance;

import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.check.ValueCheck;

/** A property with its compiled check. */
record CheckedProperty(Property property, ValueCheck check) {
  static CheckedProperty of(Property property) {
    ValueCheck check =
        property.isComputed()
            ? ValueCheck.ofComputed(property.domain())
            : ValueCheck.of(property.domain());
    return new CheckedProperty(property, check);
  }
}
