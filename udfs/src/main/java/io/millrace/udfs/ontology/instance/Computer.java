package io.millrace.udfs.ontology.instance;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.ontology.check.ViolationCode;
import io.millrace.udfs.ontology.check.Violations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes properties of an object from its others. */
final class Computer {
  private final Map<String, CheckedProperty> properties;
  private final List<CheckedProperty> computed = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /**
   * Properties that expressions see in another form than objects have them; most types have none.
   */
  private final Map<String, ExpressionForm> forms = new HashMap<>();

  Computer(Map<String, CheckedProperty> properties, List<String> order) {
    this.properties = properties;
    for (String name : order) {
      CheckedProperty property = properties.get(name);
      Expression expression = property == null ? null : property.property().computed();
      if (property == null || expression == null) {
        throw new IllegalArgumentException("'" + name + "' is not computed");
      }
      computed.add(property);
      names.add(name);
      expression.variables().forEach(this::form);
    }
  }

  private void form(String name) {
    CheckedProperty property = properties.get(name);
    ExpressionForm form =
        property == null ? null : ExpressionForm.of(property.property().domain().type());
    if (form != null) {
      forms.put(name, form);
    }
  }

  boolean computes(String name) {
    return names.contains(name);
  }

  /** Adds what can be computed; what lacks something that it reads is left out. */
  void compute(Map<String, @Nullable Object> object, Violations violations) {
    if (computed.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> variables = forms.isEmpty() ? object : new HashMap<>(object);
    forms.forEach((name, form) -> show(variables, name, variables.get(name)));
    for (CheckedProperty property : computed) {
      String name = property.property().name();
      violations.enter(name, property.property().sensitive());
      Object value = value(property, variables, violations);
      if (value != null) {
        object.put(name, value);
        show(variables, name, value);
      }
    }
  }

  private void show(Map<String, @Nullable Object> variables, String name, @Nullable Object value) {
    ExpressionForm form = forms.get(name);
    if (value != null) {
      variables.put(name, form == null ? value : form.of(value));
    }
  }

  private static @Nullable Object value(
      CheckedProperty property, Map<String, ?> variables, Violations violations) {
    Expression expression = property.property().computed();
    if (expression == null) {
      return null;
    }
    try {
      Object value = expression.evaluate(variables);
      return value == null ? null : property.check().apply(value, violations);
    } catch (ExpressionException e) {
      if (!e.missing()) {
        violations.add(ViolationCode.COMPUTATION_FAILED, reason(property, e));
      }
      return null;
    }
  }

  /** The failure may quote what it failed on. */
  private static String reason(CheckedProperty property, ExpressionException e) {
    return property.property().sensitive()
        ? "The computation failed"
        : String.valueOf(e.getMessage());
  }
}
