package io.millrace.udfs.mapping;

import static io.millrace.udfs.Given.definition;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.definition.DefinitionTable;
import io.millrace.udfs.definition.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The mappings of the user guide do what it says. */
class DocumentedMappingsTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```json\n(.*?)```");
  private static final Pattern ID = Pattern.compile("\"id\": \"([^\"]*)\"");

  @Test
  void areInForceAndPassTheirTests() throws Exception {
    DefinitionTable<Mapping> table = new DefinitionTable<>(new MappingCompiler());
    Map<String, String> documents = documents();
    documents.forEach(
        (id, document) ->
            assertThat(table.apply(definition("mapping", id, 1, document)))
                .as(document)
                .isEqualTo(new Outcome.InForce()));
    assertThat(documents.keySet()).contains("hall-sensors", "pump-x200");
    assertThat(table.values().stream().mapToInt(m -> m.tests().size()).sum()).isEqualTo(3);
    for (Mapping mapping : table.values()) {
      assertThat(
              MappingTests.failures(
                  mapping, (m, devices) -> new MappingSet(java.util.List.of(m), devices)))
          .as(mapping.id())
          .isEmpty();
    }
  }

  private static Map<String, String> documents() throws Exception {
    Matcher blocks = BLOCK.matcher(Files.readString(Path.of("../docs/mappings.md")));
    Map<String, String> documents = new LinkedHashMap<>();
    while (blocks.find()) {
      Matcher id = ID.matcher(blocks.group(1));
      if (id.find()) {
        documents.put(id.group(1), blocks.group(1));
      }
    }
    return documents;
  }
}
