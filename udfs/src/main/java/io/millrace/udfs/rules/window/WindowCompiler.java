package io.millrace.udfs.rules.window;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.KindCompiler;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.RuleReader;
import io.millrace.udfs.rules.Wakes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads window rules; docs/rules-window.md shows the form. */
public final class WindowCompiler implements KindCompiler {
  private static final int[] WHERE = {0};
  private static final int MOST_CAUSES = 1_000;

  @Override
  public Set<String> fields() {
    return Set.of(
        "where", "window", "aggregates", "having", "levels", "lateness", "causes", "limit");
  }

  @Override
  public @Nullable Rule compile(RuleReader reader) {
    DocumentReader document = reader.document();
    Condition where = reader.condition(document, "where");
    Shape shape = ShapeReader.read(document);
    AggregateReader aggregates = AggregateReader.read(reader);
    List<Level> levels = LevelReader.read(reader, aggregates.aggregates());
    Duration lateness = document.duration("lateness");
    int causes = document.count("causes", 1, MOST_CAUSES, 1);
    Limit limit = Limit.read(document, shape);
    RuleHead head = reader.head(RuleHead.Mode.STATE);
    if (shape == null || levels.isEmpty() || document.has("where") && where == null) {
      return null;
    }
    WindowSpec spec =
        new WindowSpec(
            shape,
            where != null,
            aggregates.columns(),
            aggregates.aggregates(),
            LevelReader.withSeverity(levels, head.severity()),
            lateness == null ? 0 : lateness.toMillis(),
            causes,
            limit.most(),
            limit.stop(),
            head.reads());
    return new Rule(
        head,
        where == null ? List.of() : List.of(where),
        where == null ? Wakes.always() : new Wakes(WHERE, false, WHERE, false),
        process(spec));
  }

  private static WindowProcess<?> process(WindowSpec spec) {
    Shape shape = spec.shape();
    if (shape instanceof Shape.Stepping stepping) {
      return new SteppingProcess(spec, stepping, Judgement.ofNothing(spec));
    }
    return shape instanceof Shape.Session session
        ? new SessionProcess(spec, session)
        : new SlidingProcess(spec, (Shape.Sliding) shape);
  }
}
