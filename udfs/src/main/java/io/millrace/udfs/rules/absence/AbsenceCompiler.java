package io.millrace.udfs.rules.absence;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.KindCompiler;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.RuleReader;
import io.millrace.udfs.rules.Wakes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads absence rules; docs/rules-absence.md shows the form. */
public final class AbsenceCompiler implements KindCompiler {
  private static final int USUAL_MEMBERS = 1_000;
  private static final int MOST_MEMBERS = 100_000;

  @Override
  public Set<String> fields() {
    return Set.of("where", "for", "each", "forget", "limit");
  }

  @Override
  public @Nullable Rule compile(RuleReader reader) {
    DocumentReader document = reader.document();
    Condition where = reader.condition(document, "where");
    document.text("for");
    Duration after = document.duration("for");
    if (after != null && after.toMillis() < 1) {
      document.problem("for", "Must be at least PT0.001S");
    }
    Duration forget = document.duration("forget");
    if (after != null && forget != null && forget.compareTo(after) <= 0) {
      document.problem("forget", "Must be longer than for");
    }
    boolean members = document.oneOf("each", List.of("key", "object"), "key").equals("object");
    if (members && !document.has("by")) {
      document.problem("each", "'object' needs by: what the objects belong to");
    }
    DocumentReader limit = document.object("limit");
    limit.only(Set.of("members"));
    int most = limit.count("members", 1, MOST_MEMBERS, USUAL_MEMBERS);
    RuleHead head = reader.head(RuleHead.Mode.STATE);
    if (head.order() == RuleHead.Order.EVENT_TIME) {
      document.problem("order", "Absence needs none: what is older than the last event is ignored");
    }
    if (after == null || document.has("where") && where == null) {
      return null;
    }
    AbsenceSpec spec =
        new AbsenceSpec(
            where != null,
            after.toMillis(),
            forget == null ? Long.MAX_VALUE : forget.toMillis(),
            most,
            thresholds(after, where));
    return new Rule(
        head,
        where == null ? List.of() : List.of(where),
        where == null ? Wakes.always() : Wakes.onAnyOf(1),
        members ? new GroupProcess(spec) : new AbsenceProcess(spec));
  }

  private static Map<String, String> thresholds(Duration after, @Nullable Condition where) {
    return where == null
        ? Map.of("for", after.toString())
        : Map.of("for", after.toString(), "where", where.source());
  }
}
