package io.millrace.udfs.rules.threshold;

import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.KindCompiler;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.RuleReader;
import io.millrace.udfs.rules.Wakes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads threshold rules. */
public final class ThresholdCompiler implements KindCompiler {
  @Override
  public Set<String> fields() {
    return Set.of("condition", "clear");
  }

  @Override
  public @Nullable Rule compile(RuleReader reader) {
    reader.document().text("condition");
    Condition condition = reader.condition(reader.document(), "condition");
    Condition clear = reader.condition(reader.document(), "clear");
    RuleHead head = reader.head(RuleHead.Mode.STATE);
    if (condition == null) {
      return null;
    }
    List<Condition> conditions = new ArrayList<>(List.of(condition));
    if (clear != null) {
      conditions.add(clear);
    }
    return new Rule(
        head, List.copyOf(conditions), Wakes.on(0), new ThresholdProcess(head, conditions));
  }
}
