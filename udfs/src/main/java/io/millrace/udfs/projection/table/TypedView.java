package io.millrace.udfs.projection.table;

import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.EnumType;
import io.millrace.udfs.ontology.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A view over the {@link ModelTables}: the objects or links of a type that are there, a column a
 * property with its type. A value that is not of its type, from before a change of the ontology, is
 * null. Columns of our own begin with an underscore, which no property does.
 *
 * @param schema {@link #OBJECTS} or {@link #LINKS}
 * @param name of the object type or link type
 * @param select what it shows
 */
public record TypedView(String schema, String name, String select) {
  public static final String OBJECTS = "objects";
  public static final String LINKS = "links";

  /** The views of every type of an ontology. */
  public static List<TypedView> of(Ontology ontology) {
    List<TypedView> views = new ArrayList<>();
    ontology.objectTypes().values().forEach(type -> views.add(of(type)));
    ontology.linkTypes().values().forEach(type -> views.add(of(type)));
    return views;
  }

  private static TypedView of(ObjectType type) {
    List<String> columns =
        columns(
            type.properties(),
            "id AS _id",
            "seq AS _seq",
            "created_at AS _created_at",
            "created_by AS _created_by",
            "updated_at AS _updated_at",
            "updated_by AS _updated_by");
    return new TypedView(
        OBJECTS,
        type.name(),
        select(columns, "objects WHERE deleted_at IS NULL AND type = " + text(type.name())));
  }

  private static TypedView of(LinkType type) {
    List<String> columns =
        columns(
            type.properties(),
            "source_id AS _source_id",
            "target_id AS _target_id",
            "changed_at AS _changed_at");
    return new TypedView(
        LINKS,
        type.id(),
        select(columns, "links WHERE removed_at IS NULL AND link_type = " + text(type.id())));
  }

  /** Its full name, quoted. */
  public String quoted() {
    return name(schema) + "." + name(name);
  }

  private static String select(List<String> columns, String from) {
    return "SELECT " + String.join(",\n  ", columns) + "\nFROM " + ModelTables.SCHEMA + "." + from;
  }

  private static List<String> columns(Map<String, Property> properties, String... own) {
    List<String> columns = new ArrayList<>(List.of(own));
    properties.forEach(
        (name, property) ->
            columns.add(column(name, property.domain().type()) + " AS " + name(name)));
    return columns;
  }

  private static String column(String property, DataType type) {
    String value = "properties->>" + text(property);
    String sql = sqlType(type);
    return switch (sql) {
      case "text" -> value;
      case "jsonb" -> "properties->" + text(property);
      default ->
          "CASE WHEN pg_input_is_valid(%1$s, '%2$s') THEN (%1$s)::%2$s END".formatted(value, sql);
    };
  }

  private static String sqlType(DataType type) {
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case STRING -> "text";
        case BOOLEAN -> "boolean";
        case INTEGER, LONG, DURATION -> "bigint";
        case DOUBLE -> "double precision";
        case TIMESTAMP -> "timestamptz";
        case DATE -> "date";
        case GEO_POINT -> "jsonb";
      };
    }
    if (type instanceof DecimalType) {
      return "numeric";
    }
    return type instanceof EnumType ? "text" : "jsonb";
  }

  private static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
