package io.millrace.udfs.rules.pattern.suite;

import org.jspecify.annotations.Nullable;

/**
 * An event of a case.
 *
 * @param idx place in the list, by which events are told apart
 * @param volume null unless it is a SubEvent
 * @param timestamp epoch milliseconds
 */
public record CaseEvent(
    int idx, long id, String name, double price, @Nullable Double volume, long timestamp) {

  @Nullable Object field(String field) {
    return switch (field) {
      case "id" -> (double) id;
      case "name" -> name;
      case "price" -> price;
      case "volume" -> volume;
      case "timestamp" -> (double) timestamp;
      default -> throw new IllegalArgumentException("unknown field '" + field + "'");
    };
  }

  /** What makes two events of the suite equal. */
  String value() {
    return "(" + id + " " + name + " " + price + ")";
  }
}
