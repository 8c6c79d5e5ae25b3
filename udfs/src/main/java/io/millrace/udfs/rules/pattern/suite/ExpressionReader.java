package io.millrace.udfs.rules.pattern.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reads the expressions of a case: each an object with one operator, or a literal. */
final class ExpressionReader {
  private boolean iterative;

  private ExpressionReader() {}

  static CaseCondition read(JsonNode node) {
    ExpressionReader reader = new ExpressionReader();
    CaseExpression expression = reader.expression(node);
    return new CaseCondition(expression, reader.iterative, node.toString());
  }

  private CaseExpression expression(JsonNode node) {
    if (node.isValueNode()) {
      Object value = literal(node);
      return (event, taken) -> value;
    }
    if (!node.isObject() || node.size() != 1) {
      throw new UnknownFeatureException("expression " + node);
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    JsonNode of = only.getValue();
    return switch (only.getKey()) {
      case "const" -> expression(of);
      case "field" -> field(of);
      case "type" -> type(of);
      case "and", "or" -> logic(only.getKey().equals("or"), of);
      case "not" -> not(of);
      case "plus" -> plus(of);
      case "sum", "count", "avg", "min", "max", "first", "last" -> taken(only.getKey(), of);
      default -> comparison(only.getKey(), of);
    };
  }

  private static @Nullable Object literal(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isBoolean() ? (Object) node.booleanValue() : node.isNull() ? null : node.asText();
  }

  private static CaseExpression field(JsonNode name) {
    String field = name.asText();
    if (!List.of("id", "name", "price", "volume", "timestamp").contains(field)) {
      throw new UnknownFeatureException("field " + name);
    }
    return (event, taken) -> event.field(field);
  }

  private static CaseExpression type(JsonNode name) {
    return switch (name.asText()) {
      case "Event" -> (event, taken) -> true;
      case "SubEvent" -> (event, taken) -> event.field("volume") != null;
      default -> throw new UnknownFeatureException("type " + name);
    };
  }

  private CaseExpression logic(boolean or, JsonNode of) {
    List<CaseExpression> parts = parts(of);
    return (event, taken) -> {
      for (CaseExpression part : parts) {
        if (part.test(event, taken) == or) {
          return or;
        }
      }
      return !or;
    };
  }

  private CaseExpression not(JsonNode of) {
    CaseExpression part = expression(of.isArray() && of.size() == 1 ? of.get(0) : of);
    return (event, taken) -> !part.test(event, taken);
  }

  private CaseExpression plus(JsonNode of) {
    List<CaseExpression> parts = parts(of);
    return (event, taken) -> {
      double sum = 0;
      for (CaseExpression part : parts) {
        if (!(part.value(event, taken) instanceof Double number)) {
          return null;
        }
        sum += number;
      }
      return sum;
    };
  }

  private CaseExpression taken(String function, JsonNode of) {
    iterative = true;
    for (Map.Entry<String, JsonNode> part : of.properties()) {
      if (!part.getKey().equals("stage") && !part.getKey().equals("field")) {
        throw new UnknownFeatureException(function + " with " + part.getKey());
      }
    }
    String stage = of.path("stage").asText();
    if (function.equals("count")) {
      return (event, taken) -> (double) taken.apply(stage).size();
    }
    CaseExpression field = field(of.path("field"));
    return (event, taken) -> {
      List<Object> values = new ArrayList<>();
      taken.apply(stage).forEach(e -> values.add(Objects.requireNonNullElse(value(field, e), 0.0)));
      return Aggregates.of(function, values);
    };
  }

  private static @Nullable Object value(CaseExpression field, CaseEvent event) {
    return field.value(event, stage -> List.of());
  }

  private CaseExpression comparison(String operator, JsonNode of) {
    BiPredicate<Object, Object> test =
        switch (operator) {
          case "eq" -> Object::equals;
          case "ne" -> (left, right) -> !left.equals(right);
          case "lt" -> ordered(order -> order < 0);
          case "le" -> ordered(order -> order <= 0);
          case "gt" -> ordered(order -> order > 0);
          case "ge" -> ordered(order -> order >= 0);
          case "startsWith" -> (left, right) -> left.toString().startsWith(right.toString());
          case "contains" -> (left, right) -> left.toString().contains(right.toString());
          default -> throw new UnknownFeatureException("operator " + operator);
        };
    List<CaseExpression> parts = parts(of);
    if (parts.size() != 2) {
      throw new UnknownFeatureException(operator + " of " + parts.size());
    }
    boolean ifMissing = operator.equals("ne");
    return (event, taken) -> {
      Object left = parts.get(0).value(event, taken);
      Object right = parts.get(1).value(event, taken);
      return left == null || right == null ? ifMissing && left != right : test.test(left, right);
    };
  }

  private static BiPredicate<Object, Object> ordered(IntPredicate order) {
    return (left, right) ->
        left instanceof Double l && right instanceof Double r
            ? order.test(l.compareTo(r))
            : left instanceof String a && right instanceof String b && order.test(a.compareTo(b));
  }

  private List<CaseExpression> parts(JsonNode of) {
    if (!of.isArray()) {
      throw new UnknownFeatureException("operands " + of);
    }
    List<CaseExpression> parts = new ArrayList<>();
    of.forEach(part -> parts.add(expression(part)));
    return parts;
  }
}
