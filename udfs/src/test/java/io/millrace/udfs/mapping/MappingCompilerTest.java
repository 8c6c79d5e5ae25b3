package io.millrace.udfs.mapping;

import static io.millrace.udfs.Given.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingCompilerTest {
  @Test
  void namesEverythingThatIsWrongAtOnce() {
    String broken =
        """
        {"id": "Bad Id", "match": {"sorce": "x", "when": "payload."},
         "objectType": "machine", "unknownDevices": "maybe",
         "fields": {"9x": {"expression": "payload.t", "type": "decimal"},
                    "ok": {"type": "long"}}}""";
    assertThat(problems(broken))
        .extracting(Problem::path)
        .contains(
            "/id",
            "/match/sorce",
            "/match/when",
            "/unknownDevices",
            "/fields/9x",
            "/fields/9x/type",
            "/fields/ok/expression")
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesWhatIsNoDocument() {
    assertThat(problems("{")).extracting(Problem::path).containsExactly("");
    assertThat(problems("[]")).extracting(Problem::reason).containsExactly("Must be a JSON object");
    assertThat(problems("{\"id\":\"a\",\"id\":\"b\"}")).hasSize(1);
    assertThat(problems("{\"id\":\"m\",\"objectType\":\"t\"}"))
        .containsExactly(new Problem("/fields", "At least one field is required"));
  }

  @Test
  void aConditionMustBeACondition() {
    String document =
        """
        {"id": "m", "objectType": "t", "match": {"when": "headers.a"},
         "fields": {"v": {"expression": "payload.v", "type": "long"}}}""";
    assertThat(problems(document)).extracting(Problem::path).containsExactly("/match/when");
  }

  @Test
  void refusesADocumentThatIsSavedUnderAnotherId() {
    String document =
        """
        {"id": "other", "objectType": "t",
         "fields": {"v": {"expression": "payload.v", "type": "long"}}}""";
    assertThat(problems(document)).extracting(Problem::path).containsExactly("/id");
  }

  private static List<Problem> problems(String document) {
    try {
      new MappingCompiler().compile(definition("mapping", "m", 1, document));
      throw new AssertionError("Was accepted: " + document);
    } catch (DefinitionException e) {
      assertThatThrownBy(
              () -> {
                throw e;
              })
          .hasMessageContaining(e.problems().get(0).reason());
      return e.problems();
    }
  }
}
