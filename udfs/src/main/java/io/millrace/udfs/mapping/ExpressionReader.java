package io.millrace.udfs.mapping;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import io.millrace.udfs.expression.ReadPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of one mapping, of messages or of objects. */
public final class ExpressionReader {
  private final Map<String, CelType> variables;
  private final Set<String> tables;
  private final Map<String, Set<String>> joins;

  /**
   * @param variables what the expressions see, with types
   * @param tables names of the mapping's lookup tables
   */
  public ExpressionReader(Map<String, CelType> variables, Set<String> tables) {
    this(variables, tables, Map.of());
  }

  /**
   * The same with joins.
   *
   * @param joins what may be read of each, by name; an empty set for anything
   */
  public ExpressionReader(
      Map<String, CelType> variables, Set<String> tables, Map<String, Set<String>> joins) {
    this.variables = variables;
    this.tables = tables;
    this.joins = joins;
  }

  /** The expression in this field, or null where it is absent or wrong; the latter is noted. */
  public @Nullable Expression read(DocumentReader reader, String field, CelType type) {
    String source = reader.textOrNull(field);
    return source == null ? null : compile(reader, field, source, type);
  }

  /** The rule for an id, or null where it is absent or wrong; the latter is noted. */
  @Nullable FieldRule readId(DocumentReader reader, String field) {
    Expression expression = read(reader, field, SimpleType.DYN);
    return expression == null ? null : FieldRule.required(field, expression, FieldType.STRING);
  }

  /** The same of a text that stands there, perhaps within a list. */
  public @Nullable Expression compile(
      DocumentReader reader, String field, String source, CelType type) {
    try {
      Expression expression = ExpressionCompiler.compile(source, variables, type);
      checkTables(reader, field, expression);
      checkJoins(reader, field, expression);
      return expression;
    } catch (InvalidExpressionException e) {
      reader.problem(field, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** A table that is misspelt would only be missed by the first message. */
  private void checkTables(DocumentReader reader, String field, Expression expression) {
    for (ReadPath path : expression.reads(Variables.LOOKUPS)) {
      String table = path.names().isEmpty() ? "" : path.names().get(0);
      if (!path.names().isEmpty() && !tables.contains(table)) {
        reader.problem(field, unknown("lookup table", table, tables));
      }
    }
  }

  private void checkJoins(DocumentReader reader, String field, Expression expression) {
    for (ReadPath path : expression.reads("joins")) {
      List<String> names = path.certainNames();
      Set<String> columns = names.isEmpty() ? Set.of() : joins.get(names.get(0));
      if (columns == null) {
        reader.problem(field, unknown("join", names.get(0), joins.keySet()));
      } else if (names.size() > 1 && !columns.isEmpty() && !columns.contains(names.get(1))) {
        reader.problem(field, unknown("column of the join", names.get(1), columns));
      }
    }
  }

  private static String unknown(String what, String name, Set<String> known) {
    return "There is no %s '%s'; there are: %s"
        .formatted(what, name, known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known)));
  }
}
