package io.millrace.udfs.dataset.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.inference.ColumnReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a plan as an ontology and as object mappings, one for each data set. */
final class Documents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "row";
  private static final List<String> TITLES = List.of("name", "title", "label", "description");

  private final String name;
  private final Plan plan;
  private final Map<String, TypeProperties> properties = new LinkedHashMap<>();

  Documents(String name, Plan plan) {
    this.name = name;
    this.plan = plan;
    plan.types().forEach((table, type) -> properties.put(table, TypeProperties.of(type, plan)));
  }

  String ontology() {
    ObjectNode document = JSON.createObjectNode().put("name", name).put("title", title(name));
    ObjectNode types = document.putObject("objectTypes");
    plan.types().values().forEach(type -> type(types.putObject(type.id()), type));
    ObjectNode links = document.putObject("linkTypes");
    plan.links().forEach(link -> link(links.putObject(link.id()), link));
    return text(document);
  }

  private void type(ObjectNode node, Plan.TypePlan type) {
    node.put("title", title(type.id()));
    TypeProperties of = of(type);
    List<String> key = type.key().stream().map(column -> of.name(column.name())).toList();
    if (key.size() == 1) {
      node.put("primaryKey", key.get(0));
    } else {
      key.forEach(node.putArray("primaryKey")::add);
    }
    node.put("titleProperty", titleProperty(of, key.get(0)));
    ObjectNode list = node.putObject("properties");
    of.all().forEach(property -> property(list.putObject(property.name()), property));
  }

  private static String titleProperty(TypeProperties of, String otherwise) {
    return of.all().stream()
        .filter(property -> property.type().equals("string"))
        .filter(property -> TITLES.contains(last(property.words())))
        .map(TypeProperties.Property::name)
        .findFirst()
        .orElse(otherwise);
  }

  private static String last(List<String> words) {
    return words.isEmpty() ? "" : words.get(words.size() - 1);
  }

  private static void property(ObjectNode node, TypeProperties.Property property) {
    node.put("title", title(String.join("-", property.words())));
    form(node, property);
  }

  private static void form(ObjectNode node, TypeProperties.Property property) {
    node.put("type", property.type());
    if (property.items() != null) {
      node.put("items", property.items());
    }
    if (!property.values().isEmpty()) {
      ArrayNode values = node.putArray("values");
      property.values().forEach(values::add);
    }
  }

  private static void link(ObjectNode node, Plan.LinkPlan link) {
    node.put("title", title(link.name()))
        .put("name", link.name())
        .put("inverse", link.inverse())
        .put("source", link.source())
        .put("target", link.target())
        .put("cardinality", link.cardinality());
  }

  /** By the id of the data set, which is the table's name in its own way of writing. */
  Map<String, String> mappings() {
    Map<String, String> mappings = new LinkedHashMap<>();
    plan.types()
        .forEach((table, type) -> mappings.put(DatasetIds.of(table), text(mapping(table, type))));
    for (Plan.LinkPlan link : plan.links()) {
      if (!plan.types().containsKey(link.table())) {
        mappings.put(DatasetIds.of(link.table()), text(association(link)));
      }
    }
    return mappings;
  }

  private ObjectNode mapping(String table, Plan.TypePlan type) {
    ObjectNode mapping = mapping(table);
    ObjectNode object = mapping.putArray("objects").addObject().put("type", type.id());
    key(object, type.key().stream().map(ColumnProfile::name).toList());
    ObjectNode list = object.putObject("properties");
    for (TypeProperties.Property property : of(type).all()) {
      ObjectNode node = list.putObject(property.name()).put("expression", property.expression());
      form(node, property);
    }
    ObjectNode links = JSON.createObjectNode();
    plan.links().stream()
        .filter(link -> link.table().equals(table))
        .forEach(link -> links.putObject(link.id()).put("to", plain(link.targetColumn())));
    if (!links.isEmpty()) {
      object.set("links", links);
    }
    return mapping;
  }

  private static ObjectNode association(Plan.LinkPlan link) {
    ObjectNode mapping = mapping(link.table());
    ObjectNode object = mapping.putArray("objects").addObject().put("type", link.source());
    key(object, link.sourceKey());
    object.putObject("links").putObject(link.id()).put("to", plain(link.targetColumn()));
    return mapping;
  }

  private static ObjectNode mapping(String table) {
    String id = DatasetIds.of(table);
    ObjectNode mapping = JSON.createObjectNode().put("id", id);
    mapping.putObject("source").put("dataset", id);
    return mapping;
  }

  private static void key(ObjectNode object, List<String> columns) {
    if (columns.size() == 1) {
      object.put("key", plain(columns.get(0)));
    } else {
      ArrayNode key = object.putArray("key");
      columns.forEach(column -> key.add(plain(column)));
    }
  }

  private static String plain(String column) {
    return ColumnReading.plain(ROW, column);
  }

  private TypeProperties of(Plan.TypePlan type) {
    return properties.getOrDefault(type.table().name(), TypeProperties.NONE);
  }

  private static String title(String id) {
    String words = id.replace('-', ' ');
    return words.isBlank()
        ? id
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String text(ObjectNode document) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts can be written", e);
    }
  }
}
