package io.millrace.service.definition;

import static io.millrace.service.stack.Documents.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Composite rules are checked against the rules that they would listen to. */
class CompositesITCase {
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    api = RunningService.shared().api();
  }

  @Test
  void aCompositeOverOtherRulesIsSaved() {
    api.putJson("/api/v1/rules/leaf", rule("leaf", "t > 1.0"));
    assertThat(save("over-leaf", "leaf").status()).isEqualTo(201);
    Answer deeper = save("over-composite", "over-leaf");
    assertThat(deeper.status()).isEqualTo(422);
    assertThat(deeper.json().at("/errors/0/path").asString()).isEqualTo("/inputs");
    assertThat(deeper.json().at("/errors/0/reason").asString())
        .isEqualTo("Composites may follow one another 1 deep: over-composite → over-leaf → leaf");
    assertThat(api.get("/api/v1/rules/over-composite").status()).isEqualTo(404);
  }

  @Test
  void aRuleThatWouldListenToItselfIsRefused() {
    assertThat(save("round-a", "round-b").status()).isEqualTo(201);
    Answer refused = save("round-b", "round-a");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/reason").asString()).contains("listen to itself");
  }

  private static Answer save(String id, String listensTo) {
    return api.putJson(
        "/api/v1/rules/" + id,
        """
        {"id": "%s", "kind": "composite", "objectType": "machine",
         "inputs": {"x": {"rule": "%s"}}, "any": ["x"]}"""
            .formatted(id, listensTo));
  }
}
