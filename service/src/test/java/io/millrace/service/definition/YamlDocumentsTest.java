package io.millrace.service.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentsTest {
  private static String json(String yaml) {
    return YamlDocuments.read(yaml.getBytes(StandardCharsets.UTF_8)).json();
  }

  private static ProblemException refusal(String yaml) {
    return catchThrowableOfType(ProblemException.class, () -> json(yaml));
  }

  @Test
  void becomesTheJsonThatItSays() {
    assertThat(json("a: text\nb: [1, 2.5, true, null, no]\nc:\n  d: 12:30\n"))
        .isEqualTo("{\"a\":\"text\",\"b\":[1,2.5,true,null,\"no\"],\"c\":{\"d\":\"12:30\"}}");
  }

  @Test
  void resolvesAliases() {
    assertThat(json("a: &x {b: 1}\nc: *x\n")).isEqualTo("{\"a\":{\"b\":1},\"c\":{\"b\":1}}");
  }

  @Test
  void saysWhereItIsBroken() {
    ProblemException problem = refusal("a: 1\nb: [2\n");
    assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_DOCUMENT);
    assertThat(problem.members()).containsKeys("line", "column");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "- 1",
        "a: 1\na: 2",
        "1: 2",
        "a: .nan",
        "a: .inf",
        "a: &x [*x]",
        "--- {a: 1}\n--- {b: 2}",
        "a: !!java.net.URL [x]",
        "a: *missing",
        "a: \"\\uD800\""
      })
  void refusesWhatJsonCannotSay(String yaml) {
    assertThat(refusal(yaml).code()).isEqualTo(ProblemCode.MALFORMED_DOCUMENT);
  }

  @Test
  void refusesAliasesThatExplode() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 7; i++) {
      yaml.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, "*a" + (i - 1) + ",".concat("*a" + (i - 1)).repeat(7)));
    }
    assertThat(refusal(yaml.toString()).code()).isEqualTo(ProblemCode.MALFORMED_DOCUMENT);
  }
}
