package io.millrace.udfs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlotCompilerTest {
  private static final SlotCompiler COMPILER =
      new SlotCompiler(new RuleCompiler(PropertyTypes.unknown()));

  @Test
  void aVersionOnTrialStandsBesideItsRule() throws Exception {
    Rule trial = compile("hot~shadow", "\"shadow\": true");
    assertThat(trial.id()).isEqualTo("hot");
    assertThat(trial.head().slot()).isEqualTo("hot~shadow");
    assertThat(compile("hot", "\"shadow\": false").head().slot()).isEqualTo("hot");
  }

  @Test
  void aRuleMustStandWhereItSaysThatItStands() {
    assertThatThrownBy(() -> compile("hot", "\"shadow\": true"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("/shadow");
    assertThatThrownBy(() -> compile("hot~shadow", "\"shadow\": false"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("/shadow");
  }

  @Test
  void theTimeFromWhichOnItJudgesIsTheDefinitions() throws Exception {
    assertThat(compile("hot", "\"mode\": \"state\"").head().effectiveAt()).isEqualTo(7_000);
  }

  private static Rule compile(String slot, String field) throws DefinitionException {
    String document =
        """
        {"id": "hot", "kind": "threshold", "objectType": "machine",
         "condition": "temperature > 90.0", %s}"""
            .formatted(field);
    return COMPILER.compile(
        new Definition(
            "rule",
            slot,
            1L,
            DefinitionState.ACTIVE,
            document,
            Instant.EPOCH,
            Instant.ofEpochSecond(7)));
  }
}
