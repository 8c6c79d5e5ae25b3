package io.millrace.udfs.objectify.mapping;

import static io.millrace.udfs.objectify.mapping.ObjectMappingTest.compile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.millrace.udfs.Given;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.ontology.Documents;
import io.millrace.udfs.ontology.Ontology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is a document and what is none: the reader and the JSON Schema agree. */
class ObjectMappingDocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXAMPLE =
      Pattern.compile("```json\n(\\{\"id\".*?)```", Pattern.DOTALL);
  private static final String SOURCE = "'source': {'dataset': 'd'}";
  private static final String OBJECTS = "'objects': [{'type': 'a', 'key': 'row.id'}]";

  @Test
  void the_examples_of_the_guide_are_object_mappings() throws Exception {
    List<String> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/objects.md")));
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(schema().validate(JSON.readTree(example))).as(example).isEmpty();
      String id = JSON.readTree(example).path("id").asText();
      new ObjectMappingCompiler().compile(Given.definition("object-mapping", id, 1, example));
    }
  }

  @Test
  void what_is_wrong_is_found_by_both() throws IOException {
    bothRefuse("", "/source", "/objects");
    bothRefuse("'source': {}, " + OBJECTS, "/source");
    bothRefuse("'source': {'dataset': 'A'}, " + OBJECTS, "/source/dataset");
    bothRefuse(SOURCE + ", " + OBJECTS + ", 'what': 1", "/what");
    bothRefuse(SOURCE + ", 'objects': []", "/objects");
    bothRefuse(SOURCE + ", " + OBJECTS + ", 'priority': 1.5", "/priority");
    bothRefuse(SOURCE + ", " + OBJECTS + ", 'vanished': 'mark'", "/mark");
    bothRefuse(SOURCE + ", " + OBJECTS + ", 'mark': 'gone'", "/mark");
    bothRefuse(SOURCE + ", " + OBJECTS + ", 'vanished': 'go'", "/vanished");
    bothRefuse(
        "'source': {'observations': {'objectType': 'a'}}, 'vanished': 'keep',"
            + " 'objects': [{'type': 'a'}]",
        "/vanished");
    bothRefuse(object("'type': 'a'"), "/objects/0/key");
    bothRefuse(object("'type': 'a', 'key': []"), "/objects/0/key");
    bothRefuse(object("'type': 'A', 'key': 'row.id'"), "/objects/0/type");
    bothRefuse(
        object("'type': 'a', 'key': 'row.id', 'properties': {'x': {'expression': 'row.x'}}"),
        "/objects/0/properties/x/type");
    bothRefuse(
        object(
            "'type': 'a', 'key': 'row.id', 'properties':"
                + " {'x': {'expression': 'row.x', 'type': 'long', 'conflict': 'last'}}"),
        "/objects/0/properties/x/conflict");
    bothRefuse(object("'type': 'a', 'key': 'row.id', 'links': {'b': {}}"), "/objects/0/links/b/to");
  }

  @Test
  void what_is_wrong_with_joins_is_found_by_both() throws IOException {
    String table = "'connection': 'erp', 'table': 't', ";
    String key = "'key': {'k': 'row.k'}, ";
    bothRefuse(join("'table': 't', " + key + "'columns': ['a']"), "/joins/j/connection");
    bothRefuse(join("'connection': 'erp', " + key + "'columns': ['a']"), "/joins/j/table");
    bothRefuse(join(table + "'columns': ['a']"), "/joins/j/key");
    bothRefuse(join(table + "'key': 'row.k', 'columns': ['a']"), "/joins/j/key");
    bothRefuse(join(table + "'key': {'k': 'row.k'}"), "/joins/j/columns");
    bothRefuse(join(table + key + "'columns': ['a'], 'query': 'SELECT 1'"), "/joins/j/query");
    bothRefuse(join(table + key + "'columns': ['a'], 'missing': 'go'"), "/joins/j/missing");
    bothRefuse(join("'type': 'a'"), "/joins/j/key");
    bothRefuse(join("'type': 'a', 'key': 'row.k', 'columns': ['a']"), "/joins/j/columns");
    bothRefuse(join("'type': 'a', 'key': 'row.k', 'wait': '5s'"), "/joins/j/wait");
    assertThat(paths(join("'type': 'a', 'key': 'row.k', 'wait': 'PT11M'")))
        .containsExactly("/joins/j/wait");
  }

  private static String join(String members) {
    return SOURCE + ", " + OBJECTS + ", 'joins': {'j': {" + members + "}}";
  }

  @Test
  void expressions_are_checked_against_what_they_see() {
    assertThat(paths(object("'type': 'a', 'key': 'properties.x'")))
        .containsExactly("/objects/0/key");
    assertThat(paths(object("'type': 'a', 'key': 'item'"))).containsExactly("/objects/0/key");
    assertThat(paths(object("'type': 'a', 'key': 'row.id', 'when': '1'")))
        .containsExactly("/objects/0/when");
    assertThat(paths(object("'type': 'a', 'key': 'lookup(row.id, lookups.x)'")))
        .containsExactly("/objects/0/key");
  }

  @Test
  void the_ontology_says_what_can_be_made() throws Exception {
    Ontology ontology =
        Documents.ontology(
            Documents.document(
                """
                'objectTypes': {
                  'order': {'title': 'O', 'primaryKey': ['id', 'no'], 'titleProperty': 'id',
                    'properties': {'id': {'title': 'I', 'type': 'long'},
                      'no': {'title': 'N', 'type': 'long'},
                      'total': {'title': 'T', 'type': 'double', 'unit': 'kg'},
                      'gone': {'title': 'G', 'type': 'string'}}},
                  'customer': {'title': 'C', 'primaryKey': 'id', 'titleProperty': 'id',
                    'properties': {'id': {'title': 'I', 'type': 'long'}}}},
                'linkTypes': {'customer-orders': {'title': 'Has', 'name': 'orders',
                  'inverse': 'customer', 'source': 'customer', 'target': 'order',
                  'cardinality': '1:n'}}"""));
    ObjectMapping mapping =
        compile(
            """
            {'id': 'm', 'source': {'dataset': 'd'}, 'vanished': 'mark', 'mark': 'gone',
             'objects': [
               {'type': 'order', 'key': 'row.id', 'properties': {
                  'what': {'expression': 'row.a', 'type': 'long'},
                  'total': {'expression': 'row.b', 'type': 'double', 'unit': 'g'}},
                'links': {'customer-orders': {'to': ['row.a', 'row.b']}, 'nowhere': {'to': 'row.c'}}},
               {'type': 'customer', 'key': 'row.c', 'links': {'customer-orders': {'to': 'row.id'}}},
               {'type': 'what', 'key': 'row.c'}]}""");
    assertThat(ObjectMappingFit.problems(mapping, ontology))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "/objects/0/key",
            "/objects/0/properties/what",
            "/objects/0/properties/total",
            "/objects/0/links/customer-orders/to",
            "/objects/0/links/nowhere",
            "/mark",
            "/objects/1/links/customer-orders",
            "/objects/2/type");
  }

  private static String object(String members) {
    return SOURCE + ", 'objects': [{" + members + "}]";
  }

  private static void bothRefuse(String members, String... paths) throws IOException {
    String text = document(members).replace('\'', '"');
    assertThat(schema().validate(JSON.readTree(text))).as(text).isNotEmpty();
    assertThat(paths(members)).as(text).contains(paths);
  }

  private static List<String> paths(String members) {
    DefinitionException refused =
        catchThrowableOfType(DefinitionException.class, () -> compile(document(members)));
    return refused.problems().stream().map(Problem::path).toList();
  }

  private static String document(String members) {
    return "{'id': 'm'" + (members.isEmpty() ? "" : ", " + members) + "}";
  }

  private static JsonSchema schema() throws IOException {
    Path file = ROOT.resolve("schemas/src/main/json/object-mapping/object-mapping.schema.json");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(JSON.readTree(Files.readString(file)));
  }
}
