package io.millrace.udfs.ontology;

import static io.millrace.udfs.ontology.Documents.document;
import static io.millrace.udfs.ontology.Documents.machine;
import static io.millrace.udfs.ontology.Documents.reading;
import static org.assertj.core.api.Assertions.assertThat;

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

/** The published JSON Schema, the documented examples and the reader say the same. */
class OntologyDocumentsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path ROOT = Path.of("..");
  private static final Pattern EXAMPLE = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL);

  @Test
  void documentedExamplesAreGood() throws IOException {
    List<String> examples = examples();
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(schema().validate(JSON.readTree(example))).as(example).isEmpty();
      assertThat(reading(example).findings()).as(example).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a': {'type': 'string', 'pattern': 'x+', 'minLength': 1, 'maxLength': 9}",
        "'a': {'type': 'decimal', 'precision': 5, 'scale': 2, 'minimum': '0.01', 'unit': 'kg'}",
        "'a': {'type': 'date', 'minimum': '2000-01-01', 'state': 'deprecated'}",
        "'a': {'type': 'list', 'items': 'date', 'minItems': 1}",
        "'a': {'type': 'list', 'items': {'type': 'enum', 'values': ['x']}}",
        "'a': {'type': 'map', 'items': {'valueType': 'v'}, 'maxItems': 3}",
        "'a': {'type': 'vector', 'dims': 3, 'similarity': 'l2-norm'}",
        "'a': {'valueType': 'v', 'required': true, 'unique': true, 'indexed': false}",
        "'a': {'type': 'long', 'computed': '1 + 1', 'required': false, 'default': null}",
        "'a': {'type': 'geo-point', 'title': 'Place', 'description': 'Where it stands'}",
        "'a': {'type': 'string', 'sensitive': true, 'searchable': true, 'default': 'x'}"
      })
  void bothAcceptEachForm(String properties) throws IOException {
    String text = with(properties);
    assertThat(schema().validate(JSON.readTree(text))).as(text).isEmpty();
    assertThat(reading(text).errors()).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a': {}",
        "'a': 7",
        "'a': {'type': 'text'}",
        "'a': {'type': 'enum'}",
        "'a': {'type': 'enum', 'values': ['x', 'x']}",
        "'a': {'type': 'vector'}",
        "'a': {'type': 'vector', 'dims': 4097}",
        "'a': {'type': 'list'}",
        "'a': {'type': 'list', 'items': 'geo-point'}",
        "'a': {'type': 'list', 'items': 'enum'}",
        "'a': {'type': 'list', 'items': {'type': 'list', 'items': 'long'}}",
        "'a': {'type': 'map', 'items': {'type': 'long', 'required': true}}",
        "'a': {'type': 'decimal', 'precision': 39}",
        "'a': {'type': 'long', 'scale': 2}",
        "'a': {'type': 'long', 'minLength': 2}",
        "'a': {'type': 'boolean', 'minimum': 2}",
        "'a': {'type': 'date', 'unit': 'd'}",
        "'a': {'type': 'string', 'values': ['x']}",
        "'a': {'type': 'string', 'valueType': 'v'}",
        "'a': {'valueType': 'v', 'unit': 'm'}",
        "'a': {'type': 'long', 'require': true}",
        "'a': {'type': 'long', 'computed': '1', 'required': true}",
        "'a': {'type': 'long', 'computed': '1', 'default': 1}",
        "'a': {'type': 'long', 'state': 'done'}",
        "'a': {'type': 'long', 'title': ' '}",
        "'a b': {'type': 'long'}",
        "'in': {'type': 'long'}"
      })
  void bothRefuseWhatIsWrong(String properties) throws IOException {
    bothRefuse(with(properties));
  }

  @Test
  void bothRefuseWrongTypesAndLinks() throws IOException {
    bothRefuse(document("'objectTypes': {'a': {'properties': {'x': {'type': 'long'}}}}"));
    bothRefuse(document("'objectTypes': {'A': {'primaryKey': 'x'}}"));
    bothRefuse(document("'objectTypes': {'a': {'primaryKey': []}}"));
    bothRefuse(document("'objectTypes': {'a': {'primaryKey': ['x', 'x']}}"));
    bothRefuse(document("'valueTypes': {'a': {'type': 'long', 'required': true}}"));
    bothRefuse(document("'interfaces': {'a': {'primaryKey': 'x'}}"));
    bothRefuse(document("'linkTypes': {'a': {'source': 'a', 'target': 'b'}}"));
    bothRefuse(link("'cardinality': '1:2'"));
    bothRefuse(link("'cardinality': '1:n', 'inverseTitle': 'X'"));
    bothRefuse(link("'cardinality': '1:n', 'foreignKey': 'x'"));
    bothRefuse("{\"objectTypes\": {}}");
  }

  private static String link(String members) {
    return document("'linkTypes': {'a': {'source': 'a', 'target': 'b', " + members + "}}");
  }

  private static void bothRefuse(String text) throws IOException {
    assertThat(schema().validate(JSON.readTree(text))).as(text).isNotEmpty();
    assertThat(reading(text).errors()).as(text).isNotEmpty();
  }

  private static String with(String properties) {
    return machine(properties)
        .replace(
            "\"objectTypes\"", "\"valueTypes\": {\"v\": {\"type\": \"string\"}}, \"objectTypes\"");
  }

  private static JsonSchema schema() throws IOException {
    Path file = ROOT.resolve("schemas/src/main/json/ontology/ontology.schema.json");
    JsonNode document = JSON.readTree(Files.readString(file));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
  }

  private static List<String> examples() throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/ontology.md")));
    List<String> examples = new ArrayList<>();
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    return examples;
  }
}
