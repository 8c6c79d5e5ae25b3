package io.millrace.udfs.ontology.lint;

import io.millrace.udfs.ontology.Label;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.Property;
import java.util.Map;
import java.util.TreeMap;

/** Finds what is doubtful in an ontology that may have errors besides. */
public final class Linter {
  /** Half of what Elasticsearch lets an index have unless it is told otherwise. */
  private static final int MANY_PROPERTIES = 500;

  private Linter() {}

  /** Adds what it finds. */
  public static void check(Ontology ontology, Findings findings) {
    titled(ontology.label(), "", findings);
    ontology
        .valueTypes()
        .forEach((name, type) -> titled(type.label(), "/valueTypes/" + name, findings));
    ontology
        .interfaces()
        .forEach(
            (name, type) -> {
              titled(type.label(), "/interfaces/" + name, findings);
              PropertyLint.check(type.properties(), "/interfaces/" + name, findings);
            });
    ontology.objectTypes().forEach((name, type) -> objectType(type, findings));
    ontology.linkTypes().forEach((id, type) -> linkType(type, findings));
    UseLint.check(ontology, findings);
  }

  private static void objectType(ObjectType type, Findings findings) {
    String path = "/objectTypes/" + type.name();
    titled(type.label(), path, findings);
    PropertyLint.check(own(type.properties()), path, findings);
    SensitiveLint.check(type, path, findings);
    if (type.titleProperty() == null) {
      findings.add(
          LintCode.MISSING_TITLE_PROPERTY, path, "People will see objects by their ids alone");
    }
    if (type.properties().size() > MANY_PROPERTIES) {
      findings.add(
          LintCode.TOO_MANY_PROPERTIES,
          path + "/properties",
          "Has %d properties; an index holds 1000 fields by default"
              .formatted(type.properties().size()));
    }
  }

  private static void linkType(LinkType type, Findings findings) {
    String path = "/linkTypes/" + type.id();
    titled(type.label(), path, findings);
    PropertyLint.check(type.properties(), path, findings);
    SensitiveLint.computed(type.properties(), path, findings);
    if (type.inverse() == null) {
      findings.add(
          LintCode.MISSING_INVERSE, path, "'" + type.target() + "' does not show these links");
    }
  }

  static Map<String, Property> own(Map<String, Property> properties) {
    Map<String, Property> own = new TreeMap<>(properties);
    own.values().removeIf(property -> property.from() != null);
    return own;
  }

  static void titled(Label label, String path, Findings findings) {
    if (label.title() == null) {
      findings.add(LintCode.MISSING_TITLE, path, "Has no title for people to read");
    }
  }
}
