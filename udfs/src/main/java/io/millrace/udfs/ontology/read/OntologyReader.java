package io.millrace.udfs.ontology.read;

import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.InterfaceType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.OntologyReading;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.ValueType;
import io.millrace.udfs.ontology.lint.Finding;
import io.millrace.udfs.ontology.lint.Findings;
import io.millrace.udfs.ontology.lint.LintCode;
import io.millrace.udfs.ontology.lint.Linter;
import io.millrace.udfs.ontology.type.Domain;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the document of an ontology. What is wrong at one place does not hide what is wrong at
 * another, and is not reported a second time where it is referred to.
 */
public final class OntologyReader {
  private static final String VALUE_TYPES = "valueTypes";
  private static final String INTERFACES = "interfaces";
  private static final String OBJECT_TYPES = "objectTypes";
  private static final String LINK_TYPES = "linkTypes";
  private static final Set<String> KNOWN =
      Set.of("name", "title", "description", VALUE_TYPES, INTERFACES, OBJECT_TYPES, LINK_TYPES);

  private final DocumentReader document;
  private final Findings findings = new Findings();

  private OntologyReader(DocumentReader document) {
    this.document = document;
  }

  /**
   * Reads a document.
   *
   * @param json a JSON object
   * @param version that the ontology is to have
   */
  public static OntologyReading read(String json, long version) {
    try {
      return new OntologyReader(DocumentReader.of(json)).read(version);
    } catch (DefinitionException e) {
      List<Finding> malformed =
          e.problems().stream()
              .map(p -> new Finding(LintCode.MALFORMED, p.path(), p.reason()))
              .toList();
      return new OntologyReading(null, malformed);
    }
  }

  private OntologyReading read(long version) {
    document.only(KNOWN);
    Map<String, ValueType> valueTypes = valueTypes();
    DomainReader domains = new DomainReader(valueTypes, names(VALUE_TYPES), findings);
    PropertyReader properties = new PropertyReader(domains, findings);
    Map<String, InterfaceType> interfaces = interfaces(properties);
    TypeGroups groups = new TypeGroups(interfaces, names(INTERFACES), findings);
    Map<String, ObjectType> objectTypes =
        new ObjectTypeReader(properties, groups, findings).read(document, OBJECT_TYPES);
    Ontology ontology =
        new Ontology(
            document.matching("name", DocumentReader.ID),
            version,
            Elements.label(document),
            Collections.unmodifiableMap(objectTypes),
            Collections.unmodifiableMap(
                new LinkTypeReader(properties, objectTypes.keySet(), findings)
                    .read(document, LINK_TYPES)),
            Collections.unmodifiableMap(interfaces),
            Collections.unmodifiableMap(valueTypes));
    Linter.check(ontology, findings);
    return finished(ontology);
  }

  private OntologyReading finished(Ontology ontology) {
    try {
      document.check();
    } catch (DefinitionException e) {
      e.problems().forEach(p -> findings.add(LintCode.MALFORMED, p.path(), p.reason()));
    }
    List<Finding> sorted = findings.sorted();
    boolean broken = sorted.stream().anyMatch(Finding::isError);
    return new OntologyReading(broken ? null : ontology, sorted);
  }

  private Set<String> names(String field) {
    return document.object(field).objects().keySet();
  }

  private Map<String, ValueType> valueTypes() {
    // A value type is not made of others, so that there are no rounds to refuse.
    DomainReader alone = new DomainReader(Map.of(), Set.of(), findings);
    Map<String, ValueType> types = new TreeMap<>();
    document
        .object(VALUE_TYPES)
        .objects()
        .forEach(
            (name, at) -> {
              Elements.only(at, TypeFields.ALL);
              Names.checkType(name, at.path(), findings);
              Domain domain = alone.read(at);
              if (domain != null) {
                types.put(
                    name, new ValueType(name, Elements.label(at), Elements.state(at), domain));
              }
            });
    return types;
  }

  private Map<String, InterfaceType> interfaces(PropertyReader reader) {
    Map<String, InterfaceType> types = new TreeMap<>();
    document
        .object(INTERFACES)
        .objects()
        .forEach(
            (name, at) -> {
              Elements.only(at, List.of(PropertyReader.FIELD));
              Names.checkType(name, at.path(), findings);
              String path = at.path(PropertyReader.FIELD);
              PropertyGroup group = reader.read(at, Set.of());
              Map<String, Property> properties = new HashMap<>();
              new Computations(group, path, findings)
                  .properties()
                  .forEach((same, property) -> properties.put(same, property.of(name)));
              types.put(
                  name,
                  new InterfaceType(
                      name,
                      Elements.label(at),
                      Elements.state(at),
                      Collections.unmodifiableMap(new TreeMap<>(properties))));
            });
    return types;
  }
}
