package io.millrace.udfs.ontology.read;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.check.ValueCheck;
import io.millrace.udfs.ontology.check.Violation;
import io.millrace.udfs.ontology.check.Violations;
import io.millrace.udfs.ontology.lint.Findings;
import io.millrace.udfs.ontology.lint.LintCode;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.Domain;
import io.millrace.udfs.ontology.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the properties of an object type, an interface or a link type. */
final class PropertyReader {
  static final String FIELD = "properties";
  private static final String COMPUTED = "computed";
  private static final String DEFAULT = "default";
  private static final List<String> OWN =
      List.of("required", "unique", "indexed", "searchable", "sensitive", DEFAULT, COMPUTED);

  private final DomainReader domains;
  private final Findings findings;

  PropertyReader(DomainReader domains, Findings findings) {
    this.domains = domains;
    this.findings = findings;
  }

  /**
   * The properties in the field of that name, not compiled.
   *
   * @param keys names of those that make the key: they are required
   */
  PropertyGroup read(DocumentReader owner, Set<String> keys) {
    Map<String, Property> good = new TreeMap<>();
    Set<String> broken = new TreeSet<>();
    owner
        .object(FIELD)
        .objects()
        .forEach(
            (name, at) -> {
              Names.checkProperty(name, at.path(), findings);
              Property property = property(name, at, keys.contains(name));
              if (property == null) {
                broken.add(name);
              } else {
                good.put(name, property);
              }
            });
    return new PropertyGroup(good, broken);
  }

  private @Nullable Property property(String name, DocumentReader at, boolean key) {
    List<String> known = new ArrayList<>(OWN);
    known.addAll(DomainReader.fields());
    Elements.only(at, known);
    Domain domain = domains.read(at);
    boolean required = at.flag("required", false);
    boolean unique = at.flag("unique", false);
    boolean searchable = at.flag("searchable", false);
    String source = at.textOrNull(COMPUTED);
    checkComputed(at, source != null, required || unique);
    if (domain == null) {
      return null;
    }
    checkFlags(at, domain.type(), unique, searchable);
    return new Property(
        name,
        Elements.label(at),
        Elements.state(at),
        domain,
        null,
        required || key,
        unique,
        at.flag("indexed", true),
        searchable,
        at.flag("sensitive", false),
        otherwise(at, domain),
        null,
        source);
  }

  private void checkComputed(DocumentReader at, boolean computed, boolean demands) {
    if (computed && (demands || at.has(DEFAULT))) {
      findings.add(
          LintCode.COMPUTED_CONFLICT,
          at.path(COMPUTED),
          "What is computed cannot be required or unique, nor have a default");
    }
  }

  private void checkFlags(DocumentReader at, DataType type, boolean unique, boolean searchable) {
    if (unique && (!type.single() || type == ScalarType.DOUBLE)) {
      findings.add(
          LintCode.BAD_UNIQUE, at.path("unique"), "Values of " + type.text() + " identify nothing");
    }
    if (searchable && !type.textual()) {
      findings.add(
          LintCode.BAD_SEARCHABLE,
          at.path("searchable"),
          "Full-text search finds texts, and no " + type.text());
    }
  }

  private @Nullable Object otherwise(DocumentReader at, Domain domain) {
    Object written = at.value(DEFAULT);
    if (written == null) {
      return null;
    }
    Violations violations = new Violations();
    Object value = ValueCheck.of(domain).apply(written, violations);
    for (Violation violation : violations.all()) {
      findings.add(LintCode.BAD_DEFAULT, at.path(DEFAULT) + violation.path(), violation.reason());
    }
    return value;
  }
}
