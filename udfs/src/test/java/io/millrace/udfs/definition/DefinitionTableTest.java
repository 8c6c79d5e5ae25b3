package io.millrace.udfs.definition;

import static io.millrace.udfs.Given.definition;
import static io.millrace.udfs.Given.removed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionTableTest {
  private final DefinitionTable<String> table =
      new DefinitionTable<>(
          definition -> {
            if (definition.getDocument().contains("broken")) {
              throw new DefinitionException(List.of(new Problem("/x", "broken")));
            }
            return definition.getDocument();
          });

  @Test
  void onlyAHigherVersionChangesAnything() {
    assertThat(table.apply(definition("rule", "r", 2, "two"))).isInstanceOf(Outcome.InForce.class);
    assertThat(table.apply(definition("rule", "r", 2, "again"))).isInstanceOf(Outcome.Stale.class);
    assertThat(table.apply(definition("rule", "r", 1, "one"))).isInstanceOf(Outcome.Stale.class);
    assertThat(table.values()).containsExactly("two");
  }

  @Test
  void aBrokenOneLeavesTheLastGoodInForce() {
    table.apply(definition("rule", "r", 1, "good"));
    assertThat(table.apply(definition("rule", "r", 2, "broken")))
        .isEqualTo(new Outcome.Rejected(List.of(new Problem("/x", "broken"))));
    assertThat(table.get("r")).isEqualTo("good");
    assertThat(table.apply(definition("rule", "r", 3, "mended")))
        .isInstanceOf(Outcome.InForce.class);
    assertThat(table.get("r")).isEqualTo("mended");
  }

  @Test
  void aRemovedOneDoesNotComeBackWithAnOldVersion() {
    table.apply(definition("rule", "r", 1, "one"));
    assertThat(table.apply(removed("rule", "r", 2))).isInstanceOf(Outcome.Removed.class);
    assertThat(table.apply(definition("rule", "r", 1, "one"))).isInstanceOf(Outcome.Stale.class);
    assertThat(table.values()).isEmpty();
  }
}
