package io.millrace.udfs.projection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.EnumType;
import io.millrace.udfs.ontology.type.ListType;
import io.millrace.udfs.ontology.type.MapType;
import io.millrace.udfs.ontology.type.ScalarType;
import io.millrace.udfs.ontology.type.VectorType;
import java.util.Locale;

/** How Elasticsearch indexes the values of a property. */
final class FieldMapping {
  /** Lucene takes terms of up to 32,766 bytes; a character has at most 4. */
  private static final int LONGEST_TERM = 8191;

  /** The field that full-text search looks into. */
  private static final String SEARCH = "search";

  private static final String TYPE = "type";

  private FieldMapping() {}

  static ObjectNode of(Property property) {
    DataType type = property.domain().type();
    ObjectNode field = of(type, property.indexed());
    if (property.searchable() && type.textual()) {
      field.put("copy_to", SEARCH);
    }
    return field;
  }

  /** A geo point, which stands once more below {@code places}. */
  static ObjectNode ofPlace(boolean indexed) {
    return strict("geo_point", indexed);
  }

  private static ObjectNode of(DataType type, boolean indexed) {
    if (type instanceof ScalarType scalar) {
      return scalar(scalar, indexed);
    }
    if (type instanceof DecimalType) {
      // Elasticsearch has no decimals. The document has all digits; 15 of them are compared.
      return strict("double", indexed);
    }
    if (type instanceof EnumType) {
      return leaf("keyword", indexed).put("ignore_above", LONGEST_TERM);
    }
    if (type instanceof ListType list) {
      // Every field may have several values.
      return of(list.items().type(), indexed);
    }
    if (type instanceof VectorType vector) {
      return vector(vector, indexed);
    }
    if (type instanceof MapType) {
      return indexed ? leaf("flattened", true).put("ignore_above", LONGEST_TERM) : stored();
    }
    throw new IllegalStateException("Another type: " + type);
  }

  private static ObjectNode scalar(ScalarType type, boolean indexed) {
    return switch (type) {
      case STRING -> leaf("keyword", indexed).put("ignore_above", LONGEST_TERM);
      case BOOLEAN -> strict("boolean", indexed);
      case INTEGER -> strict("integer", indexed);
      case LONG, DURATION -> strict("long", indexed);
      case DOUBLE -> strict("double", indexed);
      case TIMESTAMP -> strict("date", indexed).put("format", "strict_date_optional_time");
      case DATE -> strict("date", indexed).put("format", "strict_date");
      // Found below places.
      case GEO_POINT -> stored();
    };
  }

  private static ObjectNode vector(VectorType vector, boolean indexed) {
    ObjectNode field = JsonNodeFactory.instance.objectNode();
    field.put(TYPE, "dense_vector").put("dims", vector.dims()).put("index", indexed);
    return indexed
        ? field.put("similarity", vector.similarity().name().toLowerCase(Locale.ROOT))
        : field;
  }

  /**
   * A field that reads its values. One that it cannot read is of an older ontology: the object has
   * it until its next event. It is left out of the field, and not the object out of the index.
   */
  private static ObjectNode strict(String type, boolean indexed) {
    return leaf(type, indexed).put("ignore_malformed", true);
  }

  private static ObjectNode leaf(String type, boolean indexed) {
    ObjectNode field = JsonNodeFactory.instance.objectNode().put(TYPE, type);
    return indexed ? field : field.put("index", false).put("doc_values", false);
  }

  /** In the document, and nothing more. */
  private static ObjectNode stored() {
    return JsonNodeFactory.instance.objectNode().put(TYPE, "object").put("enabled", false);
  }
}
