package io.millrace.udfs.mapping;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of one mapping, and notes what they read. */
final class ExpressionReader {
  private interface Note {
    void take(String source) throws InvalidExpressionException;
  }

  private final Map<String, CelType> variables;
  private final Set<String> tables;
  private final PayloadReads reads;

  /**
   * @param variables what the expressions see, with types
   * @param tables names of the mapping's lookup tables
   * @param reads gathers what they read
   */
  ExpressionReader(Map<String, CelType> variables, Set<String> tables, PayloadReads reads) {
    this.variables = variables;
    this.tables = tables;
    this.reads = reads;
  }

  /** The expression in this field, or null where it is absent or wrong; the latter is noted. */
  @Nullable Expression read(DocumentReader reader, String field, CelType type) {
    String source = reader.textOrNull(field);
    return source == null ? null : compile(reader, field, source, type, reads::add);
  }

  /** The rule for an id, or null where it is absent or wrong; the latter is noted. */
  @Nullable FieldRule readId(DocumentReader reader, String field) {
    Expression expression = read(reader, field, SimpleType.DYN);
    return expression == null ? null : FieldRule.required(field, expression, FieldType.STRING);
  }

  /** The expression in this field whose elements are gone through one by one. */
  @Nullable Expression readElements(DocumentReader reader, String field) {
    String source = reader.textOrNull(field);
    return source == null
        ? null
        : compile(reader, field, source, SimpleType.DYN, reads::addElements);
  }

  private @Nullable Expression compile(
      DocumentReader reader, String field, String source, CelType type, Note note) {
    try {
      Expression expression = ExpressionCompiler.compile(source, variables, type);
      checkTables(reader, field, source);
      note.take(source);
      return expression;
    } catch (InvalidExpressionException e) {
      reader.problem(field, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** A table that is misspelt would only be missed by the first message. */
  private void checkTables(DocumentReader reader, String field, String source)
      throws InvalidExpressionException {
    for (String path : ExpressionCompiler.reads(source, Variables.LOOKUPS)) {
      String table = path.split("\\.", 2)[0];
      if (!table.isEmpty() && !tables.contains(table)) {
        String known = tables.isEmpty() ? "none" : String.join(", ", new TreeSet<>(tables));
        reader.problem(field, "There is no lookup table '" + table + "'; there are: " + known);
      }
    }
  }
}
