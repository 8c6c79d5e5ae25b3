package io.millrace.udfs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
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

/** The published JSON Schemas, the documented examples and the compilers say the same. */
class RuleDocumentsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path ROOT = Path.of("..");
  private static final Pattern EXAMPLE = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(strings = {"window", "absence", "pattern", "composite"})
  void documentedExamplesAreGood(String kind) throws Exception {
    List<String> examples = examples(kind);
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(schema(kind).validate(JSON.readTree(example))).as(example).isEmpty();
      assertThat(Stage.compiled(1, example).head().kind()).isEqualTo(kind);
    }
  }

  @Test
  void bothAcceptEachForm() throws Exception {
    bothAccept("window", window("\"window\": {\"type\": \"session\", \"gap\": \"PT5M\"}"));
    bothAccept("window", window("\"window\": {\"type\": \"sliding\", \"size\": \"PT0.5S\"}"));
    bothAccept(
        "window",
        window(
            """
            "window": {"type": "sliding", "size": "PT1H", "slide": "PT5M", "offset": "PT1M"},
            "aggregates": {"n": {"function": "count"}, "d": {"function": "distinct", "of": "x"}},
            "limit": {"most": 500, "policy": "stop"}"""));
    bothAccept("absence", absence("\"for\": \"P1D\", \"forget\": \"P30D\", \"mode\": \"each\""));
    bothAccept(
        "composite",
        composite("\"inputs\": {\"a\": {\"rule\": \"a\"}}, \"any\": [\"a\"], \"for\": \"PT1S\""));
  }

  @Test
  void bothRefuseWhatIsWrong() throws Exception {
    bothRefuse("window", window("\"window\": {\"type\": \"tumbling\"}"));
    bothRefuse("window", window("\"window\": {\"type\": \"hopping\", \"size\": \"PT1M\"}"));
    bothRefuse("window", window("\"window\": {\"type\": \"tumbling\", \"size\": \"1m\"}"));
    bothRefuse("window", window("\"windows\": {\"type\": \"tumbling\", \"size\": \"PT1M\"}"));
    String good = "\"window\": {\"type\": \"tumbling\", \"size\": \"PT1M\"}";
    bothRefuse("window", window(good + ", \"levels\": []"));
    bothRefuse("window", window(good + ", \"causes\": 0"));
    bothRefuse("window", window(good + ", \"aggregates\": {\"a\": {\"function\": \"avg\"}}"));
    bothRefuse("window", window(aggregate(good, "a", "median", "")));
    bothRefuse("window", window(aggregate(good, "count", "avg", "")));
    bothRefuse("window", window(aggregate(good, "p", "percentile", "")));
    bothRefuse("window", window(aggregate(good, "p", "percentile", ", \"percentile\": 101")));
    bothRefuse("window", window(aggregate(good, "a", "avg", ", \"percentile\": 50")));
    bothRefuse("absence", absence("\"where\": \"x > 1\""));
    bothRefuse("absence", absence("\"for\": \"PT1M\", \"each\": \"object\""));
    bothRefuse("composite", composite("\"any\": [\"a\"]"));
    bothRefuse("composite", composite("\"inputs\": {\"a\": {\"rule\": \"a\"}}"));
    bothRefuse("composite", composite("\"inputs\": {\"a\": {}}, \"any\": [\"a\"]"));
  }

  @Test
  void compilersRefuseWhatASchemaCannotSee() {
    String good = "\"window\": {\"type\": \"tumbling\", \"size\": \"PT1M\"}";
    refused(window("\"window\": {\"type\": \"sliding\", \"size\": \"PT1M\", \"slide\": \"PT2M\"}"))
        .hasMessageContaining("/window/slide");
    refused(
            window(
                "\"window\": {\"type\": \"sliding\", \"size\": \"PT1H\", \"slide\": \"PT0.007S\"}"))
        .hasMessageContaining("panes");
    refused(window("\"window\": {\"type\": \"tumbling\", \"size\": \"PT0S\"}"))
        .hasMessageContaining("/window/size");
    refused(window(good).replace("count > 1", "mean > 1.0")).hasMessageContaining("/having");
    refused(window(good).replace("count > 1", "count")).hasMessageContaining("/having");
    refused(window(aggregate(good, "a", "avg", "")).replace("\"x\"", "\"'text'\""))
        .hasMessageContaining("/aggregates/a/of");
    String dear = "[1].map(x, [1].map(y, [1].exists(z, z == count)))";
    String many =
        dear.replace("[1]", "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]");
    refused(window(good).replace("count > 1", many + ".size() > 1"))
        .hasMessageContaining("/having");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(String document) {
    return assertThatThrownBy(() -> Stage.compiled(1, document));
  }

  private static void bothAccept(String kind, String document) throws IOException {
    assertThat(schema(kind).validate(JSON.readTree(document))).as(document).isEmpty();
    assertThat(Stage.compiled(1, document).id()).isEqualTo("r");
  }

  private static void bothRefuse(String kind, String document) throws IOException {
    assertThat(schema(kind).validate(JSON.readTree(document))).as(document).isNotEmpty();
    assertThatThrownBy(() -> Stage.compiled(1, document))
        .as(document)
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String window(String more) {
    return rule("window", more + ", \"having\": \"count > 1\"");
  }

  private static String aggregate(String window, String name, String function, String more) {
    return window
        + ", \"aggregates\": {\"%s\": {\"function\": \"%s\", \"of\": \"x\"%s}}"
            .formatted(name, function, more);
  }

  private static String absence(String more) {
    return rule("absence", more);
  }

  private static String composite(String more) {
    return rule("composite", more);
  }

  private static String rule(String kind, String more) {
    return "{\"id\": \"r\", \"kind\": \"%s\", \"objectType\": \"machine\", %s}"
        .formatted(kind, more);
  }

  private static JsonSchema schema(String kind) throws IOException {
    Path file = ROOT.resolve("schemas/src/main/json/rules/" + kind + ".schema.json");
    JsonNode document = JSON.readTree(Files.readString(file));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
  }

  private static List<String> examples(String kind) throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/rules-" + kind + ".md")));
    List<String> examples = new ArrayList<>();
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    return examples;
  }
}
