package io.millrace.udfs.ontology.lint;

import io.millrace.udfs.ontology.ElementState;
import io.millrace.udfs.ontology.InterfaceType;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.ValueType;
import io.millrace.udfs.ontology.type.Domain;
import io.millrace.udfs.ontology.type.ListType;
import io.millrace.udfs.ontology.type.MapType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What nothing uses, and what stands on something less stable than itself. */
final class UseLint {
  private final Ontology ontology;
  private final Findings findings;
  private final Set<String> used = new TreeSet<>();

  private UseLint(Ontology ontology, Findings findings) {
    this.ontology = ontology;
    this.findings = findings;
  }

  static void check(Ontology ontology, Findings findings) {
    new UseLint(ontology, findings).check();
  }

  private void check() {
    ontology
        .interfaces()
        .forEach(
            (name, type) ->
                properties("/interfaces/" + name, type.state(), type.properties().values()));
    ontology.objectTypes().values().forEach(this::objectType);
    ontology.linkTypes().values().forEach(this::linkType);
    for (String name : ontology.valueTypes().keySet()) {
      if (!used.contains(name)) {
        findings.add(LintCode.UNUSED_VALUE_TYPE, "/valueTypes/" + name, "No property has it");
      }
    }
    for (String name : ontology.interfaces().keySet()) {
      if (ontology.implementing(name).isEmpty()) {
        findings.add(
            LintCode.UNUSED_INTERFACE, "/interfaces/" + name, "No object type implements it");
      }
    }
  }

  private void objectType(ObjectType type) {
    String path = "/objectTypes/" + type.name();
    for (int i = 0; i < type.interfaces().size(); i++) {
      String name = type.interfaces().get(i);
      InterfaceType found = ontology.interfaces().get(name);
      stands(type.state(), found == null ? null : found.state(), path + "/implements/" + i, name);
    }
    properties(path, type.state(), Linter.own(type.properties()).values());
  }

  private void linkType(LinkType link) {
    String path = "/linkTypes/" + link.id();
    end(link, link.source(), path + "/source");
    end(link, link.target(), path + "/target");
    properties(path, link.state(), link.properties().values());
  }

  private void end(LinkType link, String name, String path) {
    ObjectType type = ontology.objectType(name);
    stands(link.state(), type == null ? null : type.state(), path, name);
  }

  private void properties(String owner, ElementState state, Collection<Property> properties) {
    for (Property property : properties) {
      ElementState own = property.state() == ElementState.ACTIVE ? state : property.state();
      for (String name : valueTypes(property.domain())) {
        used.add(name);
        ValueType type = ontology.valueTypes().get(name);
        String path = owner + "/properties/" + property.name();
        stands(own, type == null ? null : type.state(), path, name);
      }
    }
  }

  private static List<String> valueTypes(Domain domain) {
    List<@Nullable String> names = new ArrayList<>();
    names.add(domain.valueType());
    if (domain.type() instanceof ListType list) {
      names.add(list.items().valueType());
    } else if (domain.type() instanceof MapType map) {
      names.add(map.items().valueType());
    }
    List<String> present = new ArrayList<>();
    names.stream().filter(Objects::nonNull).forEach(name -> present.add(String.valueOf(name)));
    return present;
  }

  /** Only what is active promises something that it must be able to keep. */
  private void stands(ElementState own, @Nullable ElementState other, String path, String name) {
    if (own == ElementState.ACTIVE && other != null && other != ElementState.ACTIVE) {
      findings.add(
          LintCode.UNSTABLE_USE,
          path,
          "Is active and stands on '%s', a %s one".formatted(name, other.word()));
    }
  }
}
