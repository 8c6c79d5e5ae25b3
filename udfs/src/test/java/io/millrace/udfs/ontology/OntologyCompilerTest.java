package io.millrace.udfs.ontology;

import static io.millrace.udfs.ontology.Documents.definition;
import static io.millrace.udfs.ontology.Documents.machine;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionTable;
import io.millrace.udfs.definition.Outcome;
import org.junit.jupiter.api.Test;

/** A job's view: records of the control topic make the ontology, a whole version at a time. */
class OntologyCompilerTest {
  private final DefinitionTable<Ontology> table = new DefinitionTable<>(new OntologyCompiler());

  @Test
  void aRecordIsAWholeVersion() {
    assertThat(table.apply(definition(1, machine("'a': {'type': 'long'}"))))
        .isInstanceOf(Outcome.InForce.class);
    table.apply(definition(2, machine("'b': {'type': 'long'}")));
    Ontology present = table.get(Ontology.ID);
    assertThat(present.version()).isEqualTo(2);
    assertThat(present.objectType("machine").properties()).containsOnlyKeys("b", "id");
  }

  @Test
  void whatIsOlderOrTheSameChangesNothing() {
    Definition second = definition(2, machine("'b': {'type': 'long'}"));
    table.apply(second);
    assertThat(table.apply(second)).isInstanceOf(Outcome.Stale.class);
    assertThat(table.apply(definition(1, machine("'a': {'type': 'long'}"))))
        .isInstanceOf(Outcome.Stale.class);
    assertThat(table.get(Ontology.ID).version()).isEqualTo(2);
  }

  @Test
  void aBrokenVersionLeavesTheLastGoodOneInForce() {
    table.apply(definition(1, machine("'a': {'type': 'long'}")));
    Outcome outcome = table.apply(definition(2, machine("'a': {'type': 'lnog'}, 'b': {}")));
    assertThat(((Outcome.Rejected) outcome).problems())
        .extracting(p -> p.path())
        .containsExactly(
            "/objectTypes/machine/properties/a/type", "/objectTypes/machine/properties/b");
    assertThat(table.get(Ontology.ID).version()).isEqualTo(1);
  }

  @Test
  void aRemovedOneIsGone() {
    Definition first = definition(1, machine("'a': {'type': 'long'}"));
    table.apply(first);
    table.apply(
        Definition.newBuilder(first).setVersion(2).setState(DefinitionState.REMOVED).build());
    assertThat(table.get(Ontology.ID)).isNull();
  }
}
