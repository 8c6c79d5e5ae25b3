package io.millrace.udfs.objectify.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.FactKind;
import io.millrace.schemas.avro.FindingKind;
import io.millrace.schemas.avro.ObjectFact;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.OtherEnd;
import io.millrace.udfs.Given;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final String CUSTOMER = "customer/c1";
  private static final String SHARED = "!mail";

  @Test
  void a_link_dangles_until_its_other_end_comes_and_when_it_goes() {
    Ends ends = new Ends();
    ends.take(link(FactKind.LINKED, "o1"), link(FactKind.LINKED, "o2"));
    assertThat(ends.open())
        .containsExactly("DANGLING_LINK o1 customer c1", "DANGLING_LINK o2 customer c1");
    ends.take(link(FactKind.UNLINKED, "o2"), there(FactKind.THERE));
    assertThat(ends.open()).isEmpty();
    ends.take(link(FactKind.LINKED, "o3"), there(FactKind.GONE));
    assertThat(ends.open()).hasSize(2);
  }

  @Test
  void the_same_fact_again_tells_nothing() {
    Ends ends = new Ends();
    ends.take(link(FactKind.LINKED, "o1"), link(FactKind.LINKED, "o1"));
    ends.take(value(FactKind.HOLDS, "a"), value(FactKind.HOLDS, "b"), value(FactKind.HOLDS, "b"));
    ends.take(link(FactKind.UNLINKED, "o9"), value(FactKind.LETS_GO, "z"));
    assertThat(ends.told).hasSize(2);
  }

  @Test
  void a_value_that_several_have_is_the_first_ones() {
    Ends ends = new Ends();
    ends.take(value(FactKind.HOLDS, "b"), value(FactKind.HOLDS, "c"), value(FactKind.HOLDS, "a"));
    assertThat(ends.open()).containsExactly("DUPLICATE_VALUE b mail a", "DUPLICATE_VALUE c mail a");
    ends.take(value(FactKind.LETS_GO, "a"));
    assertThat(ends.open()).containsExactly("DUPLICATE_VALUE c mail b");
    ends.take(value(FactKind.LETS_GO, "c"));
    assertThat(ends.open()).isEmpty();
  }

  @Test
  void an_end_that_may_have_one_link_has_more() {
    Ends ends = new Ends();
    ends.take(holder("m1"), holder("m2"));
    assertThat(ends.open()).containsExactly("CARDINALITY m2 twin t1");
  }

  @Test
  void what_is_open_in_the_end_follows_from_the_facts() {
    int open = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Map<String, List<ObjectFact>> histories = new HashMap<>();
      for (String id : List.of("a", "b", "c", "d")) {
        List<ObjectFact> links = new ArrayList<>();
        List<ObjectFact> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          links.add(link(links.size() % 2 == 0 ? FactKind.LINKED : FactKind.UNLINKED, id));
          values.add(value(values.size() % 2 == 0 ? FactKind.HOLDS : FactKind.LETS_GO, id));
        }
        histories.put("link" + id, links);
        histories.put("value" + id, values);
      }
      histories.put("c1", List.of(there(FactKind.THERE), there(FactKind.GONE)));
      TreeSet<String> expected = new Ends().take(mixed(histories, random)).open();
      open += expected.size();
      assertThat(new Ends().take(mixed(histories, random)).open()).isEqualTo(expected);
    }
    assertThat(open).isGreaterThan(300);
  }

  /** The facts of each object in their order, those of several in any. */
  private static ObjectFact[] mixed(Map<String, List<ObjectFact>> histories, Random random) {
    List<String> turns = new ArrayList<>();
    histories.forEach((id, facts) -> turns.addAll(Collections.nCopies(facts.size(), id)));
    Collections.sort(turns);
    Collections.shuffle(turns, random);
    Map<String, Integer> next = new HashMap<>();
    return turns.stream()
        .map(id -> histories.get(id).get(next.merge(id, 1, Integer::sum) - 1))
        .toArray(ObjectFact[]::new);
  }

  private static ObjectFact there(FactKind kind) {
    return new ObjectFact(CUSTOMER, kind, "", "", "", "", "", Given.NOON);
  }

  private static ObjectFact link(FactKind kind, String order) {
    return new ObjectFact(CUSTOMER, kind, "order", order, "customer", "customer", "c1", Given.NOON);
  }

  private static ObjectFact value(FactKind kind, String person) {
    return new ObjectFact(SHARED, kind, "person", person, "mail", "person", "", Given.NOON);
  }

  private static ObjectFact holder(String machine) {
    return new ObjectFact(
        "!twin", FactKind.HOLDS, "machine", machine, "twin", "machine", "t1", Given.NOON);
  }

  /** The findings of all keys. */
  private static final class Ends {
    private final Map<String, OtherEnd> ends = new HashMap<>();
    private final Map<String, InMemory> members = new HashMap<>();
    private final List<ObjectFinding> told = new ArrayList<>();

    Ends take(ObjectFact... facts) {
      for (ObjectFact fact : facts) {
        OtherEnd end = ends.computeIfAbsent(fact.getKey(), k -> new OtherEnd(false, "", 0L));
        InMemory held = members.computeIfAbsent(fact.getKey(), k -> new InMemory(new TreeMap<>()));
        told.addAll(Findings.take(end, held, fact));
      }
      return this;
    }

    /** Checks that each finding opens and closes in turn, by growing numbers. */
    TreeSet<String> open() {
      Map<String, ObjectFinding> last = new HashMap<>();
      for (ObjectFinding finding : told) {
        ObjectFinding before = last.put(finding.getId(), finding);
        assertThat(finding.getOpen()).isEqualTo(before == null || !before.getOpen());
        assertThat(finding.getSeq()).isGreaterThan(before == null ? 0 : before.getSeq());
      }
      TreeSet<String> open = new TreeSet<>();
      last.values().stream()
          .filter(ObjectFinding::getOpen)
          .forEach(f -> open.add(text(f.getKind(), f)));
      return open;
    }

    private static String text(FindingKind kind, ObjectFinding f) {
      return kind + " " + f.getObjectId() + " " + f.getSubject() + " " + f.getOtherId();
    }
  }

  private record InMemory(Map<String, ObjectFact> facts) implements Members {
    @Override
    public @Nullable ObjectFact get(String key) {
      return facts.get(key);
    }

    @Override
    public void put(String key, ObjectFact fact) {
      facts.put(key, fact);
    }

    @Override
    public void remove(String key) {
      facts.remove(key);
    }

    @Override
    public List<ObjectFact> all() {
      return List.copyOf(facts.values());
    }
  }
}
