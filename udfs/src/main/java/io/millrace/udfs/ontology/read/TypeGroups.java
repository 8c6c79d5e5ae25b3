package io.millrace.udfs.ontology.read;

import io.millrace.udfs.ontology.InterfaceType;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.lint.Findings;
import io.millrace.udfs.ontology.lint.LintCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts together what an object type has itself and what it takes over from its interfaces. */
final class TypeGroups {
  private final Map<String, InterfaceType> interfaces;
  private final Set<String> declared;
  private final Findings findings;

  /**
   * @param declared names of all interfaces, with those that are broken and reported already
   */
  TypeGroups(Map<String, InterfaceType> interfaces, Set<String> declared, Findings findings) {
    this.interfaces = interfaces;
    this.declared = declared;
    this.findings = findings;
  }

  /**
   * All properties of a type. Its own stand before those of interfaces with the same name, which
   * must have the same values.
   *
   * @param path JSON pointer of the object type
   */
  PropertyGroup merge(PropertyGroup own, List<String> names, String path) {
    Map<String, Property> all = new TreeMap<>(own.good());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      InterfaceType found = interfaces.get(name);
      if (found == null && !declared.contains(name)) {
        findings.add(
            LintCode.UNKNOWN_INTERFACE,
            path + "/implements/" + i,
            "There is no interface '" + name + "'");
      }
      if (found != null) {
        found.properties().values().forEach(property -> take(all, property, own, path));
      }
    }
    return new PropertyGroup(all, own.broken());
  }

  private void take(Map<String, Property> all, Property property, PropertyGroup own, String path) {
    if (own.broken().contains(property.name())) {
      return;
    }
    Property present = all.putIfAbsent(property.name(), property);
    if (present == null || agree(present, property)) {
      return;
    }
    boolean itself = present.from() == null;
    findings.add(
        LintCode.PROPERTY_CONFLICT,
        itself ? path + "/properties/" + property.name() : path + "/implements",
        "'%s' is %s here and %s in interface '%s'"
            .formatted(
                property.name(), text(present), text(property), String.valueOf(property.from())));
  }

  private static String text(Property property) {
    String unit = property.domain().unit();
    return (property.required() ? "a required " : "")
        + property.domain().text()
        + (unit == null ? "" : " in " + unit);
  }

  /** Whether a reader of the interface finds what it expects. */
  private static boolean agree(Property present, Property inherited) {
    return present.domain().sameValues(inherited.domain())
        && (present.required() || present.isComputed() || !inherited.required());
  }
}
