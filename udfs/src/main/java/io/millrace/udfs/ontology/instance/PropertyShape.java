package io.millrace.udfs.ontology.instance;

import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.check.ViolationCode;
import io.millrace.udfs.ontology.check.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an object type or link type, compiled. Values go through two steps, as events
 * bring a part of an object at a time: {@link #check} what an event brings, then {@link #complete}
 * the object that came of it. Safe for use by many threads.
 */
public final class PropertyShape {
  private final Map<String, CheckedProperty> properties = new HashMap<>();
  private final List<Property> stored;
  private final Computer computer;

  /**
   * @param order computed properties, each after those that it reads
   */
  PropertyShape(Map<String, Property> declared, List<String> order) {
    declared.forEach((name, property) -> properties.put(name, CheckedProperty.of(property)));
    this.stored =
        declared.values().stream()
            .filter(p -> !p.isComputed() && (p.required() || p.otherwise() != null))
            .toList();
    this.computer = new Computer(properties, order);
  }

  /**
   * Checks some properties, each for itself: nothing is missed and nothing added.
   *
   * @param values null takes a property away
   */
  public Checked check(Map<String, ?> values) {
    Map<String, @Nullable Object> checked = new HashMap<>(values.size() * 2);
    Violations violations = new Violations();
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      String name = entry.getKey();
      CheckedProperty property = properties.get(name);
      violations.enter(name, property != null && property.property().sensitive());
      Object value = entry.getValue();
      if (property == null) {
        violations.add(ViolationCode.UNKNOWN_PROPERTY, "There is no property '" + name + "'");
      } else if (property.property().isComputed()) {
        violations.add(ViolationCode.COMPUTED, "Is computed; nobody sets it");
      } else if (value == null) {
        takeAway(property.property(), checked, violations);
      } else {
        Object normal = property.check().apply(value, violations);
        if (normal != null) {
          checked.put(name, normal);
        }
      }
    }
    return new Checked(checked, violations.all());
  }

  private static void takeAway(
      Property property, Map<String, @Nullable Object> checked, Violations violations) {
    if (property.required() && property.otherwise() == null) {
      violations.add(ViolationCode.REQUIRED, "Is required and cannot be taken away");
    } else {
      checked.put(property.name(), null);
    }
  }

  /**
   * Makes a whole object of its stored properties: defaults for what is missing, then what is
   * computed; and says what is required and missing. The same properties give the same object.
   *
   * @param values as {@link #check} gave them; computed ones among them are made anew, and nulls
   *     left out
   */
  public Checked complete(Map<String, ?> values) {
    Map<String, @Nullable Object> whole = new HashMap<>(values.size() * 2);
    values.forEach(
        (name, value) -> {
          if (value != null && !computer.computes(name)) {
            whole.put(name, value);
          }
        });
    Violations violations = new Violations();
    for (Property property : stored) {
      if (!whole.containsKey(property.name())) {
        Object otherwise = property.otherwise();
        if (otherwise != null) {
          whole.put(property.name(), otherwise);
        } else {
          violations.enter(property.name(), false);
          violations.add(ViolationCode.REQUIRED, "Is required and missing");
        }
      }
    }
    computer.compute(whole, violations);
    return new Checked(whole, violations.all());
  }
}
