package io.millrace.udfs.rules.pattern.suite.siddhi;

import io.millrace.udfs.rules.pattern.suite.CaseEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which of a match's events a query means by a name. Two names may share a stage, joined by or. */
final class Bindings {
  /**
   * Where the events of a name are.
   *
   * @param other the name that comes first of two, and takes an event that both would; else null
   */
  private record Binding(String stage, Element.Event of, Element.@Nullable Event other) {}

  private final Map<String, Binding> names = new HashMap<>();

  void bind(String stage, Element.Event of, Element.@Nullable Event other) {
    names.put(of.name(), new Binding(stage, of, other));
  }

  Expression.Taken in(Function<String, List<CaseEvent>> taken) {
    return reference -> event(reference, taken);
  }

  private @Nullable CaseEvent event(Reference reference, Function<String, List<CaseEvent>> taken) {
    Binding binding = names.get(reference.element());
    if (binding == null) {
      throw new NotApplicableException(
          "the query cannot be read: nothing is called " + reference.element());
    }
    List<CaseEvent> events =
        taken.apply(binding.stage).stream().filter(e -> means(binding, e, taken)).toList();
    int place = reference.fromLast() ? events.size() - 1 - reference.place() : reference.place();
    return place >= 0 && place < events.size() ? events.get(place) : null;
  }

  private boolean means(Binding binding, CaseEvent event, Function<String, List<CaseEvent>> taken) {
    return holds(binding.of, event, in(taken))
        && (binding.other == null || !holds(binding.other, event, in(taken)));
  }

  /** Whether the event is one of the element. */
  static boolean holds(Element.Event element, CaseEvent event, Expression.Taken taken) {
    return element.stream().equals(event.field(SiddhiCase.STREAM))
        && element.filter().holds(event, taken);
  }
}
