package io.millrace.udfs.ontology.read;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.Domain;
import io.millrace.udfs.ontology.type.EnumType;
import io.millrace.udfs.ontology.type.ListType;
import io.millrace.udfs.ontology.type.MapType;
import io.millrace.udfs.ontology.type.ScalarType;
import io.millrace.udfs.ontology.type.VectorType;
import io.millrace.udfs.ontology.type.VectorType.Similarity;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads types without what constrains them. */
final class TypeReader {
  private static final int MOST_VALUES = 1000;
  private static final List<String> SIMILARITIES = List.of("cosine", "dot-product", "l2-norm");

  private TypeReader() {}

  /** The type of this name where the name is all it needs, else null. */
  static @Nullable DataType plain(String word) {
    return word.equals("decimal")
        ? new DecimalType(DecimalType.LARGEST, null)
        : Arrays.stream(ScalarType.values())
            .filter(t -> t.text().equals(word))
            .findFirst()
            .orElse(null);
  }

  /**
   * The type; null where it is broken, which is noted.
   *
   * @param items what a list or map holds, null where that is broken
   */
  static @Nullable DataType read(DocumentReader at, String word, @Nullable Domain items) {
    return switch (word) {
      case "list" -> items == null ? null : new ListType(items);
      case "map" -> items == null ? null : new MapType(items);
      case "enum" -> words(at);
      case "vector" -> vector(at);
      case "decimal" -> decimal(at);
      default -> plain(word);
    };
  }

  private static @Nullable DataType words(DocumentReader at) {
    List<String> values = at.textList("values");
    if (values.isEmpty() || values.size() > MOST_VALUES) {
      at.problem("values", "An enum needs 1 to " + MOST_VALUES + " values");
      return null;
    }
    if (new HashSet<>(values).size() < values.size()) {
      at.problem("values", "Must have each value once");
    }
    return new EnumType(values);
  }

  private static @Nullable DataType vector(DocumentReader at) {
    int dims = at.count("dims", 1, VectorType.LARGEST, 0);
    if (!at.has("dims")) {
      at.problem("dims", "A vector needs its number of dimensions");
    }
    String similarity = at.oneOf("similarity", SIMILARITIES, SIMILARITIES.get(0));
    return dims < 1 || dims > VectorType.LARGEST || !SIMILARITIES.contains(similarity)
        ? null
        : new VectorType(
            dims, Similarity.valueOf(similarity.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  private static @Nullable DataType decimal(DocumentReader at) {
    int precision = at.count("precision", 1, DecimalType.LARGEST, DecimalType.LARGEST);
    if (precision < 1 || precision > DecimalType.LARGEST) {
      return null;
    }
    if (!at.has("scale")) {
      return new DecimalType(precision, null);
    }
    int scale = at.count("scale", 0, precision, 0);
    return scale < 0 || scale > precision ? null : new DecimalType(precision, scale);
  }
}
