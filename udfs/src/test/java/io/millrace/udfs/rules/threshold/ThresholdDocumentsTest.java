package io.millrace.udfs.rules.threshold;

import static io.millrace.udfs.Given.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published JSON Schema, the documented examples and the compiler say the same. */
class ThresholdDocumentsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern EXAMPLE = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(strings = {"rules-threshold.md", "rules.md"})
  void documentedExamplesAreGood(String page) throws Exception {
    Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../docs", page)));
    List<String> found = new ArrayList<>();
    while (examples.find()) {
      found.add(examples.group(1));
    }
    assertThat(found).isNotEmpty();
    for (String example : found) {
      assertThat(schema().validate(JSON.readTree(example))).as(example).isEmpty();
      assertThat(compile(example).head().kind()).isEqualTo("threshold");
    }
  }

  @Test
  void bothAcceptEachForm() throws Exception {
    for (String fields :
        List.of(
            "\"condition\": \"t > 1\"",
            "\"condition\": \"t > 1\", \"clear\": {\"for\": \"PT1M\"}, \"for\": \"PT0.5S\"",
            "\"condition\": \"t > 1\", \"clear\": {}, \"flap\": {}, \"cooldown\": \"P1D\"",
            "\"condition\": \"t > 1\", \"lateness\": \"PT5M\"",
            "\"condition\": \"t > 1\", \"mode\": \"each\", \"by\": \"site\", \"shadow\": true",
            "\"condition\": \"t > 1\", \"order\": \"event-time\", \"disorder\": \"PT5S\", \"late\": \"report\"",
            "\"condition\": \"t > 1\", \"onChange\": \"drain\", \"onError\": \"stop\"",
            "\"levels\": [{\"name\": \"a\", \"condition\": \"t > 1\"}], \"mode\": \"state\"")) {
      String document = document(fields);
      assertThat(schema().validate(JSON.readTree(document))).as(document).isEmpty();
      assertThat(compile(document).id()).isEqualTo("r");
    }
  }

  @Test
  void bothRefuseWhatIsWrong() throws Exception {
    for (String fields :
        List.of(
            "\"severity\": \"info\"",
            "\"condition\": \"\"",
            "\"condition\": \"t > 1\", \"levels\": [{\"name\": \"a\", \"condition\": \"t > 1\"}]",
            "\"levels\": []",
            "\"levels\": [{\"condition\": \"t > 1\"}]",
            "\"levels\": [{\"name\": \"a\", \"condition\": \"t > 1\", \"cooldown\": \"PT1S\"}]",
            "\"levels\": [{\"name\": \"a\", \"condition\": \"t > 1\"}], \"for\": \"PT1M\"",
            "\"condition\": \"t > 1\", \"for\": \"5m\"",
            "\"condition\": \"t > 1\", \"for\": \"PT\"",
            "\"condition\": \"t > 1\", \"clear\": {\"when\": \"t < 1\"}",
            "\"condition\": \"t > 1\", \"flap\": {\"changes\": 1}",
            "\"condition\": \"t > 1\", \"mode\": \"each\", \"cooldown\": \"PT1M\"",
            "\"condition\": \"t > 1\", \"mode\": \"each\", \"lateness\": \"PT1M\"",
            "\"condition\": \"t > 1\", \"lateness\": \"5 min\"",
            "\"condition\": \"t > 1\", \"severity\": \"bad\"",
            "\"condition\": \"t > 1\", \"windows\": 1")) {
      String document = document(fields);
      assertThat(schema().validate(JSON.readTree(document))).as(document).isNotEmpty();
      assertThatThrownBy(() -> compile(document))
          .as(document)
          .isInstanceOf(DefinitionException.class);
    }
  }

  private static String document(String fields) {
    return "{\"id\": \"r\", \"kind\": \"threshold\", \"objectType\": \"machine\", " + fields + "}";
  }

  private static Rule compile(String document) throws DefinitionException, IOException {
    String id = JSON.readTree(document).path("id").textValue();
    return new RuleCompiler(PropertyTypes.unknown()).compile(definition("rule", id, 1, document));
  }

  private static JsonSchema schema() throws IOException {
    Path file = Path.of("../schemas/src/main/json/rules/threshold.schema.json");
    JsonNode document = JSON.readTree(Files.readString(file));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
  }
}
