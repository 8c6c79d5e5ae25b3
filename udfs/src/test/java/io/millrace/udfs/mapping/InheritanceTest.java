package io.millrace.udfs.mapping;

import static io.millrace.udfs.Given.definition;
import static io.millrace.udfs.mapping.Mapped.problems;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionTable;
import io.millrace.udfs.definition.Outcome;
import io.millrace.udfs.definition.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InheritanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE =
      """
      {"id": "base", "template": true, "description": "of all pumps",
       "match": {"source": "plant", "when": "payload.kind == 'pump'"}, "objectType": "pump",
       "lookups": {"states": {"0": "off", "1": "on"}},
       "fields": {"t": {"expression": "payload.t", "type": "double"},
                  "p": {"expression": "payload.p", "type": "double"}}}""";

  @Test
  void theOwnDocumentIsAMergePatchOfTheBase() throws Exception {
    String child =
        """
        {"id": "child", "extends": "base", "match": {"when": null}, "objectId": "payload.id",
         "lookups": {"states": {"1": "running"}},
         "fields": {"p": null, "t": {"required": true}, "q": {"expression": "payload.q", "type": "long"}}}""";
    String merged =
        """
        {"id": "child", "match": {"source": "plant"}, "objectType": "pump", "objectId": "payload.id",
         "lookups": {"states": {"0": "off", "1": "running"}},
         "fields": {"t": {"expression": "payload.t", "type": "double", "required": true},
                    "q": {"expression": "payload.q", "type": "long"}}}""";
    Definition resolved = Inheritance.resolve(mapping("child", 3, child), mapping("base", 9, BASE));
    assertThat(JSON.readTree(resolved.getDocument())).isEqualTo(JSON.readTree(merged));
    assertThat(resolved.getVersion()).isEqualTo(3);
    assertThat(new MappingCompiler().compile(resolved).types().keySet())
        .containsExactlyInAnyOrder("t", "q");
  }

  @Test
  void aBrokenDocumentHasNoBaseAndIsRefusedForWhatItIs() {
    assertThat(Inheritance.bases(mapping("m", 1, "{\"extends\": "))).isEmpty();
    assertThat(Inheritance.bases(mapping("m", 1, "{\"extends\": 5}"))).isEmpty();
    assertThat(problems("{\"id\": \"m\", \"extends\": 5}"))
        .extracting(Problem::path)
        .contains("/extends");
  }

  @Test
  void oneAloneCannotBeUsedWithoutItsBase() {
    assertThat(problems("{\"id\": \"m\", \"extends\": \"base\"}"))
        .extracting(Problem::path)
        .contains("/extends");
  }

  @Test
  void bothOrdersOfArrivalGiveTheSame() {
    DefinitionTable<Mapping> baseFirst = new DefinitionTable<>(new MappingCompiler());
    baseFirst.apply(mapping("base", 1, BASE));
    assertThat(baseFirst.apply(child())).isEqualTo(new Outcome.InForce());
    DefinitionTable<Mapping> childFirst = new DefinitionTable<>(new MappingCompiler());
    assertThat(childFirst.apply(child())).isEqualTo(new Outcome.Waiting("base"));
    assertThat(childFirst.settle()).isEmpty();
    childFirst.apply(mapping("base", 1, BASE));
    assertThat(childFirst.settle()).isEqualTo(Map.of("child", new Outcome.InForce()));
    assertThat(childFirst.resolved("child")).isEqualTo(baseFirst.resolved("child"));
  }

  @Test
  void aBaseThatSuitsItsChildNoMoreLeavesTheLastGoodOne() {
    DefinitionTable<Mapping> table = new DefinitionTable<>(new MappingCompiler());
    table.apply(mapping("base", 1, BASE));
    table.apply(
        mapping(
            "child",
            1,
            "{\"id\": \"child\", \"extends\": \"base\", \"fields\": {\"p\": {\"required\": true}}}"));
    table.settle();
    table.apply(
        mapping(
            "base",
            2,
            BASE.replace(
                "payload.p\", \"type\": \"double\"",
                "payload.p\", \"type\": \"double\", \"default\": 1")));
    assertThat(table.settle().get("child")).isInstanceOf(Outcome.Rejected.class);
    assertThat(table.get("child").types()).containsKey("p");
    assertThat(table.get("base").version()).isEqualTo(2);
  }

  private static Definition child() {
    return mapping("child", 1, "{\"id\": \"child\", \"extends\": \"base\"}");
  }

  private static Definition mapping(String id, long version, String document) {
    return definition("mapping", id, version, document);
  }
}
