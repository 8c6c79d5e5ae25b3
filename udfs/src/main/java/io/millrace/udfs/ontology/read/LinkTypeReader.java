package io.millrace.udfs.ontology.read;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.Cardinality;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.lint.Findings;
import io.millrace.udfs.ontology.lint.LintCode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads link types. */
final class LinkTypeReader {
  private static final List<String> OWN =
      List.of(
          "name",
          "inverse",
          "inverseTitle",
          "source",
          "target",
          "cardinality",
          "nested",
          PropertyReader.FIELD);

  private final PropertyReader properties;
  private final Set<String> objectTypes;
  private final Findings findings;
  private final Set<String> names = new TreeSet<>();

  /**
   * @param objectTypes names of all that are declared
   */
  LinkTypeReader(PropertyReader properties, Set<String> objectTypes, Findings findings) {
    this.properties = properties;
    this.objectTypes = objectTypes;
    this.findings = findings;
  }

  /** The link types in the field, by id. */
  Map<String, LinkType> read(DocumentReader document, String field) {
    Map<String, LinkType> types = new TreeMap<>();
    document.object(field).objects().forEach((id, at) -> types.put(id, type(id, at)));
    return types;
  }

  private LinkType type(String id, DocumentReader at) {
    Elements.only(at, OWN);
    Names.checkType(id, at.path(), findings);
    String source = end(at, "source");
    String target = end(at, "target");
    String name = Objects.requireNonNullElse(name(at, "name", source), id);
    String inverse = name(at, "inverse", target);
    if (!at.has("name")) {
      taken(at, "", source, id);
    }
    if (inverse == null && at.has("inverseTitle")) {
      at.problem("inverseTitle", "Needs an inverse");
    }
    String word = at.text("cardinality");
    Cardinality cardinality = Cardinality.named(word);
    if (cardinality == null && !word.isEmpty()) {
      at.problem("cardinality", "Must be one of " + String.join(", ", Cardinality.words()));
    }
    Computations properties = properties(at);
    return new LinkType(
        id,
        Elements.label(at),
        Elements.state(at),
        name,
        inverse,
        at.textOrNull("inverseTitle"),
        source,
        target,
        cardinality == null ? Cardinality.MANY_TO_MANY : cardinality,
        at.flag("nested", false),
        Collections.unmodifiableMap(properties.properties()),
        properties.order());
  }

  private String end(DocumentReader at, String field) {
    String type = at.text(field);
    if (!type.isEmpty() && !objectTypes.contains(type)) {
      findings.add(
          LintCode.DANGLING_LINK, at.path(field), "There is no object type '" + type + "'");
    }
    return type;
  }

  private @Nullable String name(DocumentReader at, String field, String side) {
    String name = at.textOrNull(field);
    if (name != null) {
      Names.checkType(name, at.path(field), findings);
      taken(at, field, side, name);
    }
    return name;
  }

  private void taken(DocumentReader at, String field, String side, String name) {
    if (!names.add(side + " " + name)) {
      findings.add(
          LintCode.DUPLICATE_LINK_NAME,
          field.isEmpty() ? at.path() : at.path(field),
          "'" + side + "' has another link '" + name + "'");
    }
  }

  private Computations properties(DocumentReader at) {
    PropertyGroup group = properties.read(at, Set.of());
    for (Property property : group.good().values()) {
      if (property.unique()) {
        findings.add(
            LintCode.BAD_UNIQUE,
            at.path(PropertyReader.FIELD) + "/" + property.name() + "/unique",
            "Links are identified by their ends");
      }
    }
    return new Computations(group, at.path(PropertyReader.FIELD), findings);
  }
}
