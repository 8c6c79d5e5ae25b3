package io.millrace.udfs.rules.window;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import io.millrace.udfs.rules.PropertyExpression;
import io.millrace.udfs.rules.RuleReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the aggregates of a rule; those of one expression share a column. */
final class AggregateReader {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,99}");
  private static final Set<String> TAKEN =
      Set.of(Judgement.COUNT, Judgement.START, Judgement.END, "true", "false", "null", "in");
  private static final String FUNCTIONS =
      String.join(", ", Arrays.stream(AggregateFunction.values()).map(f -> f.word()).toList());

  private final RuleReader reader;
  private final List<Column> columns = new ArrayList<>();
  private final List<Aggregate> aggregates = new ArrayList<>();

  private AggregateReader(RuleReader reader) {
    this.reader = reader;
  }

  static AggregateReader read(RuleReader reader) {
    AggregateReader aggregates = new AggregateReader(reader);
    reader.document().object("aggregates").objects().forEach(aggregates::aggregate);
    return aggregates;
  }

  List<Column> columns() {
    return List.copyOf(columns);
  }

  List<Aggregate> aggregates() {
    return List.copyOf(aggregates);
  }

  private void aggregate(String name, DocumentReader at) {
    at.only(Set.of("function", "of", "percentile"));
    if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
      at.problem("", "'" + name + "' cannot be a name: it must match " + NAME + " and be free");
    }
    String word = at.text("function");
    AggregateFunction function = AggregateFunction.of(word).orElse(null);
    if (function == null) {
      if (!word.isEmpty()) {
        at.problem("function", "'" + word + "' must be one of " + FUNCTIONS);
      }
      return;
    }
    double percentile = percentile(function, at);
    if (function == AggregateFunction.COUNT && !at.has("of")) {
      aggregates.add(new Aggregate(name, function, -1, 0.0));
      return;
    }
    at.text("of");
    PropertyExpression value = value(function, at);
    if (value != null) {
      aggregates.add(new Aggregate(name, function, column(function, value), percentile));
    }
  }

  private static double percentile(AggregateFunction function, DocumentReader at) {
    boolean takes = function == AggregateFunction.PERCENTILE;
    if (!takes) {
      if (at.has("percentile")) {
        at.problem("percentile", "Only the function percentile takes it");
      }
      return 0.0;
    }
    Object value = at.value("percentile");
    double number = value instanceof Number n ? n.doubleValue() : Double.NaN;
    if (!(number >= 0.0 && number <= 100.0)) {
      at.problem("percentile", "Must be a number from 0 to 100");
    }
    return number;
  }

  private @Nullable PropertyExpression value(AggregateFunction function, DocumentReader at) {
    String source = at.textOrNull("of");
    if (source == null) {
      return null;
    }
    try {
      RuleReader.checkCost(source);
      Map<String, CelType> variables = reader.variables(source);
      Expression expression =
          function.anyValue()
              ? ExpressionCompiler.compile(source, variables, SimpleType.DYN)
              : number(source, variables);
      reader.reads(expression.variables());
      return new PropertyExpression(source, expression);
    } catch (InvalidExpressionException e) {
      at.problem("of", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static Expression number(String source, Map<String, CelType> variables)
      throws InvalidExpressionException {
    try {
      return ExpressionCompiler.compile(source, variables, SimpleType.INT);
    } catch (InvalidExpressionException e) {
      return ExpressionCompiler.compile(source, variables, SimpleType.DOUBLE);
    }
  }

  private int column(AggregateFunction function, PropertyExpression value) {
    boolean numeric = !function.anyValue();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.numeric() == numeric && column.value().source().equals(value.source())) {
        columns.set(i, new Column(column.value(), numeric, column.parts() | function.parts()));
        return i;
      }
    }
    columns.add(new Column(value, numeric, function.parts()));
    return columns.size() - 1;
  }
}
