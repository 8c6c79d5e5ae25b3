package io.millrace.udfs.rules.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.expression.InvalidExpressionException;
import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.PropertyExpression;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the index finds, against each condition evaluated for itself. */
class ConditionIndexTest {
  private static final Map<String, CelType> ANY =
      Map.of("a", SimpleType.DYN, "b", SimpleType.DYN, "c", SimpleType.DYN, "s", SimpleType.DYN);
  private static final List<String> ATOMS =
      List.of(
          "a > 2",
          "a >= 2",
          "a < 2.5",
          "a <= 1",
          "2 < a",
          "b > 0.0",
          "b >= 0",
          "b <= -0.0",
          "b > 9007199254740993",
          "b < 1e300",
          "a == 2",
          "a == 2.0",
          "1 == a",
          "s == 'x'",
          "s == 'y'",
          "s in ['x', 'z', 3]",
          "a in [1, 2, 3]",
          "c == true",
          "c",
          "!c",
          "s != 'x'",
          "s.startsWith('x')",
          "a + b > 3.0",
          "a + 1 > 2",
          "a > b",
          "s > 'w'",
          "1 / a > 0",
          "(a > 1 || b > 1)",
          "a in [1, 5] || s == 'x'",
          "size(s) == 1",
          "[1,2].exists(i, i == a)");
  private static final List<Object> VALUES =
      List.of(
          0L,
          1L,
          2L,
          3L,
          5L,
          -1L,
          2.0,
          2.5,
          -0.0,
          0.0,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          (1L << 53) + 1,
          "x",
          "y",
          "z",
          "xy",
          true,
          false,
          List.of(1L),
          Map.of("k", 1L));

  @Test
  void findsWhatHoldsAndNoMore() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    Map<String, Integer> seen = new TreeMap<>();
    for (int round = 0; round < 60; round++) {
      ConditionIndex<String> index = new ConditionIndex<>();
      List<IndexedCondition<String>> all = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        add(index, all, condition(random), "r" + i);
        if (i % 5 == 4) {
          IndexedCondition<String> gone = all.remove(random.nextInt(all.size()));
          index.unsubscribe(gone, gone.subscribers().get(0));
          index.release(gone);
        }
      }
      for (int i = 0; i < 60; i++) {
        compare(index, all, event(random), seen);
      }
    }
    System.out.println("Conditions found by the index: " + seen);
    assertThat(seen.get("TRUE")).isGreaterThan(10_000);
    assertThat(seen.get("UNKNOWN")).isGreaterThan(10_000);
    assertThat(seen.get("failed")).isGreaterThan(10_000);
  }

  @Test
  void manyValuesComeAndGo() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    ConditionIndex<String> index = new ConditionIndex<>();
    Map<Long, IndexedCondition<String>> there = new TreeMap<>();
    List<Condition> conditions = new ArrayList<>();
    for (int value = 0; value < 200; value++) {
      conditions.add(compile("a == " + value));
    }
    for (int step = 0; step < 2_000; step++) {
      long value = random.nextInt(conditions.size());
      IndexedCondition<String> known = there.remove(value);
      if (known == null) {
        IndexedCondition<String> added = index.acquire(conditions.get((int) value));
        index.subscribe(added, "of " + value);
        there.put(value, added);
      } else {
        index.unsubscribe(known, "of " + value);
        index.release(known);
      }
      long asked = random.nextInt(conditions.size());
      index.match(event(Map.of("a", asked)));
      assertThat(index.held())
          .isEqualTo(there.containsKey(asked) ? List.of(there.get(asked)) : List.of());
    }
  }

  @Test
  void sharesWhatIsTheSame() throws Exception {
    ConditionIndex<String> index = new ConditionIndex<>();
    IndexedCondition<String> one = index.acquire(compile("a > 2 && s == 'x'"));
    assertThat(index.acquire(compile("(a>2)   && s  ==\"x\""))).isSameAs(one);
    assertThat(index.acquire(compile("a > 2 && s == 'y'"))).isNotSameAs(one);
    assertThat(index.acquire(compile("a > 2 && s == '\\'x'"))).isNotSameAs(one);
  }

  @Test
  void forgetsWhatNobodyUses() throws Exception {
    ConditionIndex<String> index = new ConditionIndex<>();
    List<IndexedCondition<String>> all = new ArrayList<>();
    for (String atom : ATOMS) {
      add(index, all, compile(atom + " && a > 1 && size(s) > 0"), atom);
    }
    assertThat(index.isEmpty()).isFalse();
    for (IndexedCondition<String> condition : all) {
      index.unsubscribe(condition, condition.subscribers().get(0));
      index.release(condition);
    }
    assertThat(index.isEmpty()).isTrue();
  }

  private static void compare(
      ConditionIndex<String> index,
      List<IndexedCondition<String>> all,
      Event event,
      Map<String, Integer> seen) {
    index.match(event);
    for (IndexedCondition<String> condition : all) {
      String expected = expected(condition.condition(), event);
      Truth truth = index.truth(condition);
      String found = condition.failure() == null ? truth.name() : "failed";
      String what = condition.condition().source() + " of " + event.properties();
      assertThat(found).as(what).isEqualTo(expected);
      assertThat(index.held().contains(condition)).as(what).isEqualTo(found.equals("TRUE"));
      assertThat(index.failed().contains(condition)).as(what).isEqualTo(found.equals("failed"));
      seen.merge(found, 1, Integer::sum);
    }
    assertThat(index.held()).doesNotHaveDuplicates();
  }

  private static String expected(Condition condition, Event event) {
    try {
      return condition.truth(event).name();
    } catch (ExpressionException e) {
      return "failed";
    }
  }

  private static void add(
      ConditionIndex<String> index,
      List<IndexedCondition<String>> all,
      Condition condition,
      String subscriber) {
    IndexedCondition<String> added = index.acquire(condition);
    if (all.contains(added)) {
      index.release(added);
      return;
    }
    index.subscribe(added, subscriber);
    all.add(added);
  }

  private static Condition condition(SplittableRandom random) throws Exception {
    int parts = 1 + random.nextInt(4);
    List<String> atoms = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      atoms.add(ATOMS.get(random.nextInt(ATOMS.size())));
    }
    return compile(String.join(" && ", atoms));
  }

  private static Condition compile(String source) throws InvalidExpressionException {
    return new Condition(
        new PropertyExpression(source, ExpressionCompiler.compile(source, ANY, SimpleType.BOOL)));
  }

  private static Event event(SplittableRandom random) {
    Map<String, Object> properties = new HashMap<>();
    for (String name : List.of("a", "b", "c", "s")) {
      if (random.nextInt(8) > 0) {
        properties.put(name, VALUES.get(random.nextInt(VALUES.size())));
      }
    }
    return event(properties);
  }

  private static Event event(Map<String, Object> properties) {
    return new StoredEvent("e", 0, 0, "d", "t", "machine", "m1", properties);
  }
}
