package io.millrace.udfs.rules.composite;

import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.KindCompiler;
import io.millrace.udfs.rules.PropertyExpression;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.RuleReader;
import io.millrace.udfs.rules.Wakes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads composite rules; docs/rules-composite.md shows the form. */
public final class CompositeCompiler implements KindCompiler {
  private static final int USUAL_LIMIT = 1_000;
  private static final int MOST_LIMIT = 100_000;

  @Override
  public Set<String> fields() {
    return Set.of(
        "inputs", "when", "all", "any", "atLeast", "unless", "suppress", "within", "for", "limit");
  }

  @Override
  public @Nullable Rule compile(RuleReader reader) {
    DocumentReader document = reader.document();
    Map<String, DocumentReader> elements = elements(document);
    WhenReader when = WhenReader.read(document, elements.keySet());
    List<Condition> listens = new ArrayList<>();
    List<Condition> filters = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    elements.forEach(
        (name, element) -> input(name, element, when, reader, listens, filters, inputs));
    Duration within = document.duration("within");
    Duration hold = document.duration("for");
    DocumentReader limit = document.object("limit");
    limit.only(Set.of("most", "policy"));
    int most = limit.count("most", 1, MOST_LIMIT, USUAL_LIMIT);
    boolean stop = limit.oneOf("policy", List.of("drop-oldest", "stop"), "").equals("stop");
    RuleHead head = reader.head(RuleHead.Mode.STATE);
    if (head.order() == RuleHead.Order.EVENT_TIME) {
      document.problem("order", "Alerts come in order; a composite takes them as they come");
    }
    if (when.expression() == null || inputs.size() != elements.size()) {
      return null;
    }
    CompositeSpec spec =
        new CompositeSpec(
            placed(inputs, listens.size()),
            when.expression(),
            when.source(),
            within == null ? Long.MAX_VALUE : within.toMillis(),
            hold == null ? 0 : hold.toMillis(),
            most,
            stop);
    List<Condition> conditions = new ArrayList<>(listens);
    conditions.addAll(filters);
    return new Rule(
        head, List.copyOf(conditions), Wakes.onAnyOf(listens.size()), new CompositeProcess(spec));
  }

  /** The inputs by name: as they stand, or the two that {@code suppress} stands for. */
  private static Map<String, DocumentReader> elements(DocumentReader document) {
    if (!document.has("suppress")) {
      if (!document.has("inputs")) {
        document.problem("inputs", "Is required, or suppress in its stead");
      }
      return document.object("inputs").objects();
    }
    if (document.has("inputs")) {
      document.problem("inputs", "Cannot stand beside suppress");
    }
    DocumentReader suppress = document.object("suppress");
    suppress.only(Set.copyOf(WhenReader.SUPPRESS));
    Map<String, DocumentReader> elements = new TreeMap<>();
    for (String name : WhenReader.SUPPRESS) {
      if (!suppress.has(name)) {
        suppress.problem(name, "Is required");
      }
      elements.put(name, suppress.object(name));
    }
    return elements;
  }

  private static void input(
      String name,
      DocumentReader element,
      WhenReader when,
      RuleReader reader,
      List<Condition> listens,
      List<Condition> filters,
      List<Input> inputs) {
    element.only(Set.of("rule", "where"));
    String rule = element.matching("rule", DocumentReader.ID);
    if (rule.equals(reader.document().textOrNull("id"))) {
      element.problem("rule", "A rule cannot listen to itself");
    }
    Condition filter = reader.condition(element, "where");
    Condition listen = listen(rule);
    if (listen == null || element.has("where") && filter == null) {
      return;
    }
    inputs.add(
        new Input(
            name,
            rule,
            listens.size(),
            filter == null ? -1 : filters.size(),
            when.suppresses(name)));
    listens.add(listen);
    if (filter != null) {
      filters.add(filter);
    }
  }

  private static @Nullable Condition listen(String rule) {
    if (!DocumentReader.ID.matcher(rule).matches()) {
      return null;
    }
    String source = AlertEvent.RULE + " == '" + rule + "'";
    try {
      return new Condition(
          new PropertyExpression(
              source,
              ExpressionCompiler.compile(
                  source, Map.of(AlertEvent.RULE, SimpleType.STRING), SimpleType.BOOL)));
    } catch (InvalidExpressionException e) {
      throw new IllegalStateException(source, e);
    }
  }

  /** Filters stand behind all that tells the inputs. */
  private static List<Input> placed(List<Input> inputs, int filters) {
    return inputs.stream()
        .map(
            i ->
                new Input(
                    i.name(),
                    i.rule(),
                    i.listens(),
                    i.filter() < 0 ? -1 : i.filter() + filters,
                    i.suppresses()))
        .toList();
  }
}
