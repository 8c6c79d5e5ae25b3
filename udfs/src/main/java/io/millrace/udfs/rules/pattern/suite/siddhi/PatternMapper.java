package io.millrace.udfs.rules.pattern.suite.siddhi;

import io.millrace.udfs.rules.pattern.nfa.Contiguity;
import io.millrace.udfs.rules.pattern.nfa.Pattern;
import io.millrace.udfs.rules.pattern.nfa.Quantifier;
import io.millrace.udfs.rules.pattern.nfa.Skip;
import io.millrace.udfs.rules.pattern.nfa.Stage;
import io.millrace.udfs.rules.pattern.suite.CaseCondition;
import io.millrace.udfs.rules.pattern.suite.CaseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a query a pattern that means the same, or says why there is none. */
final class PatternMapper {
  private final boolean sequence;
  private final boolean bounded;
  private final List<Stage> stages = new ArrayList<>();
  private final List<CaseCondition> conditions = new ArrayList<>();
  private final Bindings bindings = new Bindings();
  private boolean begun;

  private PatternMapper(Query query) {
    this.sequence = query.sequence();
    this.bounded = query.within() > 0;
  }

  /**
   * What a query is mapped to.
   *
   * @param once no match begins after the first that did
   */
  record Mapped(Pattern pattern, List<CaseCondition> conditions, Bindings bindings, boolean once) {}

  /** Throws {@link NotApplicableException} with the reason. */
  static Mapped map(Query query) {
    PatternMapper mapper = new PatternMapper(query);
    List<Element> parts = flat(query.from());
    boolean rounds = false;
    boolean every = parts.get(0) instanceof Element.Every;
    if (parts.get(0) instanceof Element.Every again) {
      List<Element> inside = flat(again.of());
      rounds = inside.size() > 1 || isRepeated(inside.get(0));
      mapper.checkRounds(inside, parts.size() > 1, rounds);
      parts = inside.size() > 1 ? inside : replaceFirst(parts, inside.get(0));
    }
    if (mapper.sequence && every && parts.stream().anyMatch(PatternMapper::isRepeated)) {
      throw new NotApplicableException(
          "'every' of a sequence with repeats: a round begins when none is open");
    }
    mapper.stages(parts);
    // What is as long ago as 'within' still counts there.
    long within = query.within() > 0 ? query.within() + 1 : 0;
    Skip skip = rounds ? new Skip(Skip.Strategy.PAST_LAST_EVENT, null, false) : Skip.NONE;
    return new Mapped(
        new Pattern(List.copyOf(mapper.stages), within, skip),
        List.copyOf(mapper.conditions),
        mapper.bindings,
        !every);
  }

  private static List<Element> flat(Element element) {
    if (!(element instanceof Element.Chain chain)) {
      return List.of(element);
    }
    return chain.parts().stream().flatMap(part -> flat(part).stream()).toList();
  }

  private static List<Element> replaceFirst(List<Element> parts, Element first) {
    List<Element> replaced = new ArrayList<>(parts);
    replaced.set(0, first);
    return replaced;
  }

  private static boolean isRepeated(Element element) {
    return element instanceof Element.Event event && !event.once();
  }

  private void checkRounds(List<Element> inside, boolean followed, boolean rounds) {
    if (rounds && (followed || bounded || sequence)) {
      throw new NotApplicableException(
          "'every' around more than one event: rounds that do not overlap, with what follows or"
              + " 'within'");
    }
    if (inside.get(0) instanceof Element.Every) {
      throw new NotApplicableException("'every' within 'every'");
    }
  }

  private void stages(List<Element> parts) {
    for (int i = 0; i < parts.size(); i++) {
      Element next = i + 1 < parts.size() ? parts.get(i + 1) : null;
      stage(parts.get(i), next, false);
    }
  }

  private void stage(Element element, @Nullable Element next, boolean any) {
    if (element instanceof Element.Event event) {
      event(event, next, any);
    } else if (element instanceof Element.Absent absent) {
      absent(absent, next);
    } else if (element instanceof Element.Logical logical) {
      logical(logical, any);
    } else if (element instanceof Element.Every every) {
      every(every, next);
    }
  }

  private void every(Element.Every every, @Nullable Element next) {
    if (next != null) {
      throw new NotApplicableException("'every' in the middle");
    }
    if (sequence || every.of() instanceof Element.Absent || isRepeated(every.of())) {
      throw new NotApplicableException("'every' over an absence, or a repeat, at the end");
    }
    stage(every.of(), null, true);
  }

  private void event(Element.Event event, @Nullable Element next, boolean any) {
    bindings.bind(event.name(), event, null);
    begun = true;
    if (event.once()) {
      int where = condition((e, taken) -> Bindings.holds(event, e, bindings.in(taken)));
      stages.add(Stage.of(event.name(), contiguity(any), where));
    } else if (next == null || event.min() == event.max()) {
      fixed(event, any);
    } else {
      repeated(event, next, any);
    }
  }

  /** At the end, a repeat is complete as soon as it can be. */
  private void fixed(Element.Event event, boolean any) {
    if (event.min() == 0) {
      throw new NotApplicableException("a repeat at the end of which nothing need match");
    }
    int where = condition((e, taken) -> Bindings.holds(event, e, bindings.in(taken)));
    Quantifier times = new Quantifier(event.min(), event.min(), inner(), 0);
    stages.add(repeat(event, any, where, Stage.NONE, times, false));
  }

  /** Once it has enough events, one that the next stage takes is not of this one and ends it. */
  private void repeated(Element.Event event, Element next, boolean any) {
    int until =
        condition((e, taken) -> count(event, taken) >= event.min() && takes(next, e, taken));
    int where =
        condition(
            (e, taken) ->
                (event.max() == Element.UNBOUNDED || count(event, taken) < event.max())
                    && Bindings.holds(event, e, bindings.in(taken))
                    && !(count(event, taken) >= event.min() && takes(next, e, taken)));
    Quantifier times = new Quantifier(Math.max(1, event.min()), Quantifier.UNBOUNDED, inner(), 0);
    stages.add(repeat(event, any, where, until, times, true));
  }

  private Stage repeat(
      Element.Event event, boolean any, int where, int until, Quantifier times, boolean greedy) {
    boolean optional = event.min() == 0;
    return new Stage(
        event.name(), contiguity(any), where, until, times, optional, greedy, 0, List.of());
  }

  private Quantifier.Inner inner() {
    return sequence ? Quantifier.Inner.CONSECUTIVE : Quantifier.Inner.RELAXED;
  }

  private static int count(Element.Event event, Function<String, List<CaseEvent>> taken) {
    return taken.apply(event.name()).size();
  }

  private boolean takes(
      Element element, CaseEvent present, Function<String, List<CaseEvent>> taken) {
    if (element instanceof Element.Logical logical) {
      return takes(logical.left(), present, taken) || takes(logical.right(), present, taken);
    }
    return element instanceof Element.Event event
        && Bindings.holds(event, present, bindings.in(taken));
  }

  private void absent(Element.Absent absent, @Nullable Element next) {
    if (!begun) {
      throw new NotApplicableException("an absence before anything has matched");
    }
    if (next != null || absent.span() == 0) {
      throw new NotApplicableException(
          "an absence for a time before another stage: Flink CEP's lasts until that matches");
    }
    if (bounded) {
      throw new NotApplicableException("an absence for a time that must be over in another");
    }
    if (stages.get(stages.size() - 1).quantifier() != null) {
      throw new NotApplicableException(
          "an absence after a repeat: Flink CEP's begins with the first event that does not repeat");
    }
    stages.add(
        new Stage(
            "absent" + stages.size(),
            Contiguity.NOT_FOLLOWED_BY,
            absence(absent),
            Stage.NONE,
            null,
            false,
            false,
            absent.span(),
            List.of()));
  }

  private int absence(Element.Absent absent) {
    Element.Event event = new Element.Event("", absent.stream(), absent.filter(), 1, 1);
    return condition((e, taken) -> Bindings.holds(event, e, bindings.in(taken)));
  }

  private void logical(Element.Logical logical, boolean any) {
    if (logical.left() instanceof Element.Event left
        && logical.right() instanceof Element.Event right
        && left.once()
        && right.once()) {
      either(logical, left, right, any);
    } else if (!logical.or()
        && logical.left() instanceof Element.Absent absent
        && logical.right() instanceof Element.Event event) {
      until(absent, event, any);
    } else if (!logical.or()
        && logical.left() instanceof Element.Event event
        && logical.right() instanceof Element.Absent absent) {
      until(absent, event, any);
    } else {
      throw new NotApplicableException(
          "'or' with an absence, or 'and' with an absence for a time or of more than two");
    }
  }

  private void either(
      Element.Logical logical, Element.Event left, Element.Event right, boolean any) {
    if (!logical.or()) {
      throw new NotApplicableException("'and': two stages in any order");
    }
    String name = left.name() + "|" + right.name();
    bindings.bind(name, left, null);
    bindings.bind(name, right, left);
    int where =
        condition(
            (e, taken) ->
                Bindings.holds(left, e, bindings.in(taken))
                    || Bindings.holds(right, e, bindings.in(taken)));
    stages.add(Stage.of(name, contiguity(any), where));
    begun = true;
  }

  /** The event, with none of what must be absent before. */
  private void until(Element.Absent absent, Element.Event event, boolean any) {
    if (!begun) {
      throw new NotApplicableException("an absence before anything has matched");
    }
    if (absent.span() > 0) {
      throw new NotApplicableException("an absence for a time, joined with an event");
    }
    if (!event.once()) {
      throw new NotApplicableException("an absence joined with a repeat");
    }
    if (!sequence) {
      String name = "absent" + stages.size();
      stages.add(Stage.of(name, Contiguity.NOT_FOLLOWED_BY, absence(absent)));
    }
    event(event, null, any);
  }

  private Contiguity contiguity(boolean any) {
    if (stages.isEmpty()) {
      return Contiguity.BEGIN;
    }
    return any ? Contiguity.FOLLOWED_BY_ANY : sequence ? Contiguity.NEXT : Contiguity.FOLLOWED_BY;
  }

  private int condition(BiPredicate<CaseEvent, Function<String, List<CaseEvent>>> holds) {
    conditions.add(new CaseCondition(holds::test, true, "condition " + conditions.size()));
    return conditions.size() - 1;
  }
}
