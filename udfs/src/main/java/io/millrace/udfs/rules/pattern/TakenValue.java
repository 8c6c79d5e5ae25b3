package io.millrace.udfs.rules.pattern;

import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.pattern.nfa.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a condition asks of the events that a partial match has taken: {@code sum(a.temperature)},
 * {@code count(a)}, {@code first(a).temperature}, {@code prev.temperature}.
 *
 * @param stage empty for {@code prev}
 * @param property null where only their number counts
 */
public record TakenValue(Function function, String stage, @Nullable String property) {
  /** What is made of the events. */
  public enum Function {
    SUM,
    AVG,
    MIN,
    MAX,
    COUNT,
    FIRST,
    LAST,
    /** Of the event taken last, of whatever stage. */
    PREV
  }

  /** Under which name the condition reads it, once it is compiled. */
  String variable() {
    return "taken__" + function + "__" + stage + (property == null ? "" : "__" + property);
  }

  /** Its value; null where there is none. */
  @Nullable Object of(Path<? extends Event> path) {
    if (function == Function.PREV) {
      return value(path.previous());
    }
    List<? extends Event> events = path.of(stage);
    return switch (function) {
      case COUNT -> (long) (property == null ? events : values(events)).size();
      case FIRST -> events.isEmpty() ? null : value(events.get(0));
      case LAST -> events.isEmpty() ? null : value(events.get(events.size() - 1));
      case SUM, AVG, MIN, MAX -> Numbers.of(function, values(events));
      case PREV -> throw new IllegalStateException("Has no stage");
    };
  }

  private @Nullable Object value(@Nullable Event event) {
    return event == null || property == null ? null : event.properties().get(property);
  }

  private List<Object> values(List<? extends Event> events) {
    List<Object> values = new ArrayList<>(events.size());
    for (Event event : events) {
      Object value = value(event);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }
}
