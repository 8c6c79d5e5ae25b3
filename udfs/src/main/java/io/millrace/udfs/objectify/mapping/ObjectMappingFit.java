package io.millrace.udfs.objectify.mapping;

import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.mapping.FieldRule;
import io.millrace.udfs.mapping.FieldType;
import io.millrace.udfs.mapping.PropertyType;
import io.millrace.udfs.objectify.join.JoinSource;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.change.Usage;
import io.millrace.udfs.ontology.use.MappingFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what an object mapping makes can be what the ontology says. To be asked when it is saved:
 * one that stands goes on whatever the ontology becomes, and values are checked when they come.
 */
public final class ObjectMappingFit {
  private final Ontology ontology;
  private final List<Problem> problems = new ArrayList<>();

  private ObjectMappingFit(Ontology ontology) {
    this.ontology = ontology;
  }

  /** What does not fit, at its places in the document. */
  public static List<Problem> problems(ObjectMapping mapping, Ontology ontology) {
    ObjectMappingFit fit = new ObjectMappingFit(ontology);
    mapping.joins().forEach(fit::join);
    for (int i = 0; i < mapping.objects().size(); i++) {
      fit.check("/objects/" + i, mapping.objects().get(i), mapping.mark());
    }
    return fit.problems;
  }

  /** What it makes of the ontology, by object type: so a change can say whom it touches. */
  public static List<Usage> usages(ObjectMapping mapping) {
    Stream<Usage> made =
        mapping.objects().stream()
            .map(
                rule ->
                    usage(
                        mapping,
                        rule.type(),
                        rule.properties().stream()
                            .map(FieldRule::name)
                            .collect(Collectors.toSet())));
    Stream<Usage> joined =
        mapping.joins().stream()
            .map(JoinRule::join)
            .flatMap(
                join ->
                    join.source() instanceof JoinSource.Objects objects
                        ? Stream.of(usage(mapping, objects.type(), join.columns()))
                        : Stream.empty());
    return Stream.concat(made, joined).toList();
  }

  private static Usage usage(ObjectMapping mapping, String type, Set<String> properties) {
    return new Usage(Usage.Kind.OBJECT_MAPPING, mapping.id(), type, properties);
  }

  /** What tables have, their databases know alone. */
  private void join(JoinRule rule) {
    String path = "/joins/" + rule.join().name();
    if (!(rule.join().source() instanceof JoinSource.Objects objects)) {
      return;
    }
    ObjectType type = ontology.objectType(objects.type());
    if (type == null) {
      add(path + "/type", "The ontology has no object type '" + objects.type() + "'");
      return;
    }
    if (rule.key() instanceof JoinKey.OfObject key) {
      key(path + "/key", key.rule(), type);
    }
    for (String property : new TreeSet<>(rule.join().columns())) {
      if (type.property(property) == null) {
        String reason = "The ontology's '%s' has no property '%s'";
        add(path + "/properties", reason.formatted(type.name(), property));
      }
    }
  }

  private void check(String path, ObjectRule rule, String mark) {
    ObjectType type = ontology.objectType(rule.type());
    if (type == null) {
      add(path + "/type", "The ontology has no object type '" + rule.type() + "'");
      return;
    }
    key(path + "/key", rule.key(), type);
    properties(path + "/properties/", rule.properties(), type.name(), type.properties());
    if (!mark.isEmpty()) {
      PropertyType made = PropertyType.of(FieldType.BOOLEAN);
      add("/mark", MappingFit.problem(type, mark, made, null));
    }
    for (LinkRule link : rule.links()) {
      link(path + "/links/" + link.linkType(), link, type);
    }
  }

  private void key(String path, @Nullable KeyRule key, ObjectType type) {
    if (key != null && key.parts().size() != type.primaryKey().size()) {
      String parts = String.join(", ", type.primaryKey());
      add(path, "The key of '" + type.name() + "' is of these parts: " + parts);
    }
  }

  private void link(String path, LinkRule rule, ObjectType type) {
    LinkType link = ontology.linkType(rule.linkType());
    if (link == null) {
      add(path, "The ontology has no link type '" + rule.linkType() + "'");
    } else if (!link.owner().equals(type.name())) {
      String reason = "A '%s' is kept by its '%s': link it there, by one more object of this row";
      add(path, reason.formatted(link.id(), link.owner()));
    } else {
      ObjectType other = ontology.objectType(link.other());
      if (other != null) {
        key(path + "/to", rule.to(), other);
      }
      properties(path + "/properties/", rule.properties(), link.id(), link.properties());
    }
  }

  private void properties(
      String path, List<FieldRule> rules, String type, Map<String, Property> properties) {
    for (FieldRule rule : rules) {
      add(
          path + rule.name(),
          MappingFit.problem(type, properties, rule.name(), rule.type(), rule.unit()));
    }
  }

  private void add(String path, @Nullable String reason) {
    Problem problem = reason == null ? null : new Problem(path, reason);
    if (problem != null && !problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
