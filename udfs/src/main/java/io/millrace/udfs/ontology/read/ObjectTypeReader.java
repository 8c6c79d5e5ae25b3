package io.millrace.udfs.ontology.read;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.lint.Findings;
import io.millrace.udfs.ontology.lint.LintCode;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.ScalarType;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads object types. */
final class ObjectTypeReader {
  private static final String KEY = "primaryKey";
  private static final String TITLE = "titleProperty";
  private static final String IMPLEMENTS = "implements";
  private static final int MOST_KEYS = 10;
  private static final List<String> OWN = List.of(KEY, TITLE, IMPLEMENTS, PropertyReader.FIELD);

  private final PropertyReader properties;
  private final TypeGroups groups;
  private final Findings findings;

  ObjectTypeReader(PropertyReader properties, TypeGroups groups, Findings findings) {
    this.properties = properties;
    this.groups = groups;
    this.findings = findings;
  }

  /** The object types in the field, by name. */
  Map<String, ObjectType> read(DocumentReader document, String field) {
    Map<String, ObjectType> types = new TreeMap<>();
    document.object(field).objects().forEach((name, at) -> types.put(name, type(name, at)));
    return types;
  }

  private ObjectType type(String name, DocumentReader at) {
    Elements.only(at, OWN);
    Names.checkType(name, at.path(), findings);
    List<String> key = key(at);
    List<String> interfaces = at.textList(IMPLEMENTS);
    PropertyGroup own = properties.read(at, Set.copyOf(key));
    PropertyGroup all = keyed(groups.merge(own, interfaces, at.path()), key);
    checkKey(at, key, all);
    String title = at.textOrNull(TITLE);
    if (title != null) {
      checkTitle(at, title, all);
    }
    Computations computations = new Computations(all, at.path(PropertyReader.FIELD), findings);
    return new ObjectType(
        name,
        Elements.label(at),
        Elements.state(at),
        key,
        title,
        interfaces,
        Collections.unmodifiableMap(computations.properties()),
        computations.order());
  }

  /** A key may come from an interface, which does not know that it is one. */
  private static PropertyGroup keyed(PropertyGroup group, List<String> key) {
    Map<String, Property> good = new LinkedHashMap<>(group.good());
    for (String name : key) {
      good.computeIfPresent(name, (same, property) -> property.asRequired());
    }
    return new PropertyGroup(good, group.broken());
  }

  private List<String> key(DocumentReader at) {
    var node = at.node(KEY);
    if (node == null || node.isTextual()) {
      String single = at.text(KEY);
      return single.isEmpty() ? List.of() : List.of(single);
    }
    List<String> key = at.textList(KEY);
    if (key.isEmpty() || key.size() > MOST_KEYS) {
      at.problem(KEY, "Must name 1 to " + MOST_KEYS + " properties");
    }
    return key;
  }

  private void checkKey(DocumentReader at, List<String> key, PropertyGroup all) {
    if (new HashSet<>(key).size() < key.size()) {
      findings.add(LintCode.BAD_KEY, at.path(KEY), "Names a property twice");
    }
    for (String name : key) {
      Property property = all.good().get(name);
      if (property == null) {
        if (!all.declares(name)) {
          findings.add(LintCode.UNKNOWN_KEY, at.path(KEY), "There is no property '" + name + "'");
        }
        continue;
      }
      String reason = keyProblem(property);
      if (reason != null) {
        findings.add(LintCode.BAD_KEY, at.path(KEY), "'" + name + "' " + reason);
      }
    }
  }

  private static @Nullable String keyProblem(Property property) {
    DataType type = property.domain().type();
    if (property.isComputed()) {
      return "is computed: an object's id must be known before";
    }
    if (property.otherwise() != null) {
      return "has a default: objects would share an id";
    }
    return !type.single() || type == ScalarType.DOUBLE
        ? "is " + type.text() + ", whose values identify nothing"
        : null;
  }

  private void checkTitle(DocumentReader at, String title, PropertyGroup all) {
    Property property = all.good().get(title);
    if (property == null && !all.declares(title)) {
      findings.add(
          LintCode.UNKNOWN_TITLE_PROPERTY, at.path(TITLE), "There is no property '" + title + "'");
    }
    if (property != null && !property.domain().type().single()) {
      findings.add(
          LintCode.BAD_TITLE_PROPERTY,
          at.path(TITLE),
          "'" + title + "' is " + property.domain().text() + ", which no one reads as a name");
    }
  }
}
