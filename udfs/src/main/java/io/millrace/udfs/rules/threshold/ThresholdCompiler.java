package io.millrace.udfs.rules.threshold;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.KindCompiler;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.RuleReader;
import io.millrace.udfs.rules.Wakes;
import io.millrace.udfs.rules.order.RevisingProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads threshold rules. */
public final class ThresholdCompiler implements KindCompiler {
  private static final int MOST_LEVELS = 10;

  @Override
  public Set<String> fields() {
    return Set.of("condition", "for", "clear", "cooldown", "levels", "flap", "lateness");
  }

  @Override
  public @Nullable Rule compile(RuleReader reader) {
    return new Reading(reader).rule();
  }

  /** The reading of one document. */
  private static final class Reading {
    private final RuleReader reader;
    private final DocumentReader document;
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<String, String> thresholds = new LinkedHashMap<>();

    Reading(RuleReader reader) {
      this.reader = reader;
      this.document = reader.document();
    }

    @Nullable Rule rule() {
      List<Level> levels = levels();
      DocumentReader flap = document.object("flap");
      flap.only(Set.of("changes", "within"));
      int changes = flap.count("changes", 2, 100, document.has("flap") ? 4 : 0);
      long within = document.has("flap") ? millis(flap, "within", Duration.ofMinutes(10)) : 0;
      if (document.has("flap") && within == 0) {
        flap.problem("within", "Must be longer than nothing");
      }
      long cooldown = millis(document, "cooldown", Duration.ZERO);
      long lateness = millis(document, "lateness", Duration.ZERO);
      RuleHead head = reader.head(RuleHead.Mode.STATE);
      boolean each = head.mode() == RuleHead.Mode.EACH;
      if (each) {
        refuseStateFields();
      }
      if (levels == null) {
        return null;
      }
      ThresholdPlan plan =
          new ThresholdPlan(levels, cooldown, changes, within, each, Map.copyOf(thresholds));
      Rule rule =
          new Rule(head, List.copyOf(conditions), wakes(levels), new ThresholdProcess(plan));
      return lateness == 0 ? rule : RevisingProcess.of(rule, lateness, plan.thresholds());
    }

    /** Without state, what would begin a level; with it, all events: they may end one. */
    private static Wakes wakes(List<Level> levels) {
      int[] idle = levels.stream().mapToInt(Level::condition).toArray();
      return new Wakes(idle, false, new int[0], true);
    }

    private void refuseStateFields() {
      for (String field : List.of("for", "clear", "cooldown", "levels", "flap", "lateness")) {
        if (document.has(field)) {
          document.problem(field, "Has no meaning where mode is each: no alert stays open");
        }
      }
    }

    private @Nullable List<Level> levels() {
      if (!document.has("levels")) {
        document.text("condition");
        Level only = level(document, null, "");
        return only == null ? null : List.of(only);
      }
      if (document.has("condition")) {
        document.problem("condition", "Stands in the levels where there are any");
      }
      for (String field : List.of("for", "clear")) {
        if (document.has(field)) {
          document.problem(field, "Stands in the levels where there are any");
        }
      }
      List<DocumentReader> elements = document.objectList("levels");
      if (elements.isEmpty() || elements.size() > MOST_LEVELS) {
        document.problem("levels", "Must be 1 to " + MOST_LEVELS + " levels, the mildest first");
      }
      List<@Nullable Level> levels = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (DocumentReader element : elements) {
        element.only(Set.of("name", "severity", "condition", "for", "clear"));
        String name = element.text("name");
        element.text("condition");
        if (!names.add(name)) {
          element.problem("name", "'" + name + "' is the name of two levels");
        }
        levels.add(level(element, name, name + "."));
      }
      List<Level> complete = new ArrayList<>();
      for (Level level : levels) {
        if (level == null) {
          return null;
        }
        complete.add(level);
      }
      return complete;
    }

    private @Nullable Level level(DocumentReader at, @Nullable String name, String prefix) {
      int condition = condition(at, "condition", prefix + "condition");
      long hold = millis(at, "for", Duration.ZERO);
      note(prefix + "for", hold);
      int clear = Level.NEGATION;
      long clearHold = 0;
      if (isObject(at)) {
        DocumentReader own = at.object("clear");
        own.only(Set.of("condition", "for"));
        clear = condition(own, "condition", prefix + "clear");
        clearHold = millis(own, "for", Duration.ZERO);
        note(prefix + "clear.for", clearHold);
      } else {
        clear = condition(at, "clear", prefix + "clear");
      }
      String severity = reader.severity(at, "warning");
      return condition < 0 ? null : new Level(name, severity, condition, hold, clear, clearHold);
    }

    private static boolean isObject(DocumentReader at) {
      var clear = at.node("clear");
      return clear != null && clear.isObject();
    }

    /** The place of the condition among the rule's; negative where there is none. */
    private int condition(DocumentReader at, String field, String part) {
      Condition condition = reader.condition(at, field);
      if (condition == null) {
        return Level.NEGATION;
      }
      thresholds.put(part, condition.source());
      conditions.add(condition);
      return conditions.size() - 1;
    }

    private void note(String part, long millis) {
      if (millis > 0) {
        thresholds.put(part, Duration.ofMillis(millis).toString());
      }
    }

    private static long millis(DocumentReader at, String field, Duration otherwise) {
      Duration duration = at.duration(field);
      return (duration == null ? otherwise : duration).toMillis();
    }
  }
}
