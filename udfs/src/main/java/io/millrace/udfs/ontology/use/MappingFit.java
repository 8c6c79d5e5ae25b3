package io.millrace.udfs.ontology.use;

import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.PropertyType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.type.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a mapping makes can be what the ontology says. Where the ontology lacks the object
 * type, a mapping may make what it likes. Constraints are left to the values.
 */
public final class MappingFit {
  private MappingFit() {}

  /** What does not fit, at the fields of the mapping. */
  public static List<Problem> problems(Mapping mapping, Ontology ontology) {
    ObjectType type = ontology.objectType(mapping.objectType());
    if (type == null || mapping.template()) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    Map<String, String> units = mapping.units();
    new TreeMap<>(mapping.types())
        .forEach(
            (name, made) -> {
              String reason = problem(type, name, made, units.get(name));
              if (reason != null) {
                problems.add(new Problem("/fields/" + name, reason));
              }
            });
    return problems;
  }

  /** Why a property cannot be made of that, or null. */
  public static @Nullable String problem(
      ObjectType type, String name, PropertyType made, @Nullable String unit) {
    return problem(type.name(), type.properties(), name, made, unit);
  }

  /** The same of the properties of a link type. */
  public static @Nullable String problem(
      String type,
      Map<String, Property> properties,
      String name,
      PropertyType made,
      @Nullable String unit) {
    Property property = properties.get(name);
    if (property == null) {
      return "The ontology's '%s' has no property '%s'; it has %s"
          .formatted(type, name, String.join(", ", new TreeSet<>(properties.keySet())));
    }
    if (property.isComputed()) {
      return "The ontology's '%s' computes '%s'".formatted(type, name);
    }
    Domain domain = property.domain();
    if (!TypeFit.fits(made, domain.type())) {
      return "Makes %s where the ontology's '%s' has %s"
          .formatted(made.text(), type, domain.text());
    }
    String expected = TypeFit.unit(domain);
    return unit == null || expected == null || unit.equals(expected)
        ? null
        : "Counts %s where the ontology's '%s' counts %s: convert it"
            .formatted(unit, type, expected);
  }
}
