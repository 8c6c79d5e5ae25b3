package io.millrace.udfs.objectify.mapping;

import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.mapping.Casts;
import io.millrace.udfs.mapping.ExpressionReader;
import io.millrace.udfs.ontology.instance.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What gives the id of an object: the values of its primary key, in the order of the key.
 *
 * @param name of the field in the document
 */
record KeyRule(String name, List<Expression> parts) {

  /** The key in this field, a text or a list of them; null where it is absent or wrong. */
  static @Nullable KeyRule read(DocumentReader reader, String field, ExpressionReader expressions) {
    var node = reader.node(field);
    if (node == null) {
      return null;
    }
    List<Expression> parts = new ArrayList<>();
    List<String> sources = node.isArray() ? reader.textList(field) : List.of(reader.text(field));
    for (String source : sources) {
      Expression part =
          source.isEmpty() ? null : expressions.compile(reader, field, source, SimpleType.DYN);
      if (part != null) {
        parts.add(part);
      }
    }
    if (sources.isEmpty()) {
      reader.problem(field, "Must have a part at least");
    }
    return parts.isEmpty() || parts.size() < sources.size() ? null : new KeyRule(field, parts);
  }

  /**
   * The id, or null where a part is missing, null or a blank text.
   *
   * @throws RefusedException where a part fails or is no text, whole number or boolean
   */
  @Nullable String id(Map<String, ?> scope) throws RefusedException {
    List<String> texts = new ArrayList<>(parts.size());
    for (Expression part : parts) {
      String text = text(part, scope);
      if (text == null || text.isBlank()) {
        return null;
      }
      texts.add(text);
    }
    String id = ObjectKey.idOf(texts);
    if (id.length() > ObjectKey.LONGEST_ID) {
      throw new RefusedException(
          RefusalCode.WRONG_TYPE,
          name,
          "'" + name + "' must have 1 to " + ObjectKey.LONGEST_ID + " characters");
    }
    return id;
  }

  /** The same where there must be one. */
  String requiredId(Map<String, ?> scope) throws RefusedException {
    String id = id(scope);
    if (id == null) {
      throw new RefusedException(
          RefusalCode.MISSING_FIELD, name, "'" + name + "' is missing, null or blank");
    }
    return id;
  }

  private @Nullable String text(Expression part, Map<String, ?> scope) throws RefusedException {
    Object value;
    try {
      value = part.evaluate(scope);
    } catch (ExpressionException e) {
      if (e.missing()) {
        return null;
      }
      throw new RefusedException(
          RefusalCode.EXPRESSION_FAILED, name, "'" + name + "': " + e.getMessage());
    }
    // A whole number stays one, also where a table has it as a double.
    Long number = value instanceof Double ? Casts.toLong(value) : null;
    String text = value == null ? null : Casts.toText(number == null ? value : number);
    if (value != null && text == null) {
      throw new RefusedException(
          RefusalCode.WRONG_TYPE,
          name,
          "'" + name + "' must be a text, a whole number or a boolean");
    }
    return text;
  }
}
