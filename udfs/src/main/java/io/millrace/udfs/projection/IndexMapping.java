package io.millrace.udfs.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.type.ScalarType;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an index is told of the properties of a type of the ontology, so that it guesses none. What
 * else documents have is said by the index templates.
 *
 * @param fields how each is indexed, by path: {@code properties.temperature}, {@code places.at}
 */
public record IndexMapping(SortedMap<String, JsonNode> fields) {
  private static final String PROPERTIES = "properties";
  private static final String PLACES = "places";

  public IndexMapping {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  public static IndexMapping of(ObjectType type) {
    return of(type.properties().values());
  }

  public static IndexMapping of(LinkType type) {
    return of(type.properties().values());
  }

  private static IndexMapping of(Collection<Property> properties) {
    SortedMap<String, JsonNode> fields = new TreeMap<>();
    for (Property property : properties) {
      fields.put(PROPERTIES + "." + property.name(), FieldMapping.of(property));
      if (property.domain().type() == ScalarType.GEO_POINT) {
        fields.put(PLACES + "." + property.name(), FieldMapping.ofPlace(property.indexed()));
      }
    }
    return new IndexMapping(fields);
  }

  /** As {@link #toFields} wrote it. */
  public static IndexMapping ofFields(JsonNode fields) {
    SortedMap<String, JsonNode> read = new TreeMap<>();
    fields.properties().forEach(field -> read.put(field.getKey(), field.getValue()));
    return new IndexMapping(read);
  }

  /** One entry a field, by its path. */
  public ObjectNode toFields() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    fields.forEach(node::set);
    return node;
  }

  /** The {@code properties} of a mapping, as Elasticsearch reads them. */
  public ObjectNode toMapping() {
    ObjectNode mapping = JsonNodeFactory.instance.objectNode();
    fields.forEach(
        (path, field) -> {
          int dot = path.indexOf('.');
          mapping
              .withObjectProperty(path.substring(0, dot))
              .withObjectProperty(PROPERTIES)
              .set(path.substring(dot + 1), field);
        });
    return mapping;
  }

  /** These fields and those. */
  public IndexMapping with(IndexMapping others) {
    SortedMap<String, JsonNode> all = new TreeMap<>(fields);
    all.putAll(others.fields());
    return new IndexMapping(all);
  }
}
