package io.millrace.udfs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.FactKind;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFact;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.ontology.Documents;
import io.millrace.udfs.ontology.instance.Shapes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactsTest implements LinkStore {
  private static final Model MODEL =
      new Model(
          Shapes.of(
              Documents.ontology(
                  Documents.document(
                      """
                      'objectTypes': {
                        'machine': {'title': 'Machine', 'primaryKey': 'id', 'titleProperty': 'id',
                          'properties': {
                            'id': {'title': 'Id', 'type': 'string'},
                            'serial': {'title': 'Serial', 'type': 'string', 'unique': true},
                            'a': {'title': 'A', 'type': 'long'}}}},
                      'linkTypes': {'twin': {'title': 'Twin', 'name': 'twin', 'inverse': 'twin-of',
                        'source': 'machine', 'target': 'machine', 'cardinality': '1:1'}}"""))),
          Map.of());

  private byte @Nullable [] state;

  @Test
  void unique_values_are_held_and_let_go() {
    ObjectFact held = only(FactKind.HOLDS, said(1, Map.of("serial", "S1")));
    assertThat(held.getSubject()).isEqualTo("serial");
    assertThat(held.getObjectId()).isEqualTo("m1");
    assertThat(said(2, Map.of("serial", "S1", "a", 1L))).as("the same again").isEmpty();
    List<ObjectFact> other = said(3, Map.of("serial", "S2"));
    assertThat(only(FactKind.LETS_GO, other).getKey()).isEqualTo(held.getKey());
    assertThat(only(FactKind.HOLDS, other).getKey()).isNotEqualTo(held.getKey());
    List<ObjectFact> gone = end(4);
    assertThat(only(FactKind.LETS_GO, gone).getKey())
        .isEqualTo(only(FactKind.HOLDS, other).getKey());
    only(FactKind.GONE, gone);
    only(FactKind.HOLDS, said(5, Map.of("serial", "S2")));
  }

  @Test
  void a_one_to_one_link_is_told_to_its_other_end_and_held() {
    List<ObjectFact> facts = facts(Sayings.row("erp", 1, 1, Map.of(), Sayings.to("twin", "m2")));
    assertThat(only(FactKind.THERE, facts).getKey()).isEqualTo("machine/m1");
    assertThat(only(FactKind.LINKED, facts).getKey()).isEqualTo("machine/m2");
    assertThat(only(FactKind.HOLDS, facts).getOtherId()).isEqualTo("m2");
    List<ObjectFact> moved = facts(Sayings.row("erp", 2, 1, Map.of(), Sayings.to("twin", "m3")));
    assertThat(only(FactKind.UNLINKED, moved).getKey()).isEqualTo("machine/m2");
    assertThat(only(FactKind.LETS_GO, moved).getKey())
        .isEqualTo(only(FactKind.HOLDS, facts).getKey());
  }

  private List<ObjectFact> said(long version, Map<String, Object> properties) {
    return facts(Sayings.row("erp", version, 1, properties));
  }

  private List<ObjectFact> end(long version) {
    VersionEnd end = Sayings.end("erp", version, "");
    ObjectMemory memory = ObjectMemory.read("machine", "m1", state, this);
    Facts facts = new Facts(MODEL);
    Map<String, Object> before = facts.unique(memory);
    List<ObjectEvent> events = new Objectifier(MODEL).end(memory, end);
    state = memory.write();
    return facts.of(events, before, facts.unique(memory));
  }

  private List<ObjectFact> facts(ObjectSaid said) {
    ObjectMemory memory = ObjectMemory.read("machine", "m1", state, this);
    Facts facts = new Facts(MODEL);
    Map<String, Object> before = facts.unique(memory);
    List<ObjectEvent> events = new Objectifier(MODEL).say(memory, said, null);
    state = memory.write();
    return facts.of(events, before, facts.unique(memory));
  }

  private static ObjectFact only(FactKind kind, List<ObjectFact> facts) {
    List<ObjectFact> found = facts.stream().filter(fact -> fact.getKind() == kind).toList();
    assertThat(found).as("%s of %s", kind, facts).hasSize(1);
    return found.get(0);
  }

  @Override
  public byte @Nullable [] get(String key) {
    return null;
  }

  @Override
  public void put(String key, byte[] link) {
    throw new AssertionError("There is no link of which it may have many");
  }

  @Override
  public void remove(String key) {}

  @Override
  public Iterable<String> keys() {
    return List.of();
  }
}
