package io.millrace.local.demo.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.RuleCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoDefinitionsTest {
  private static final Path RESOURCES = Path.of("src/main/resources/demo");

  @Test
  void everyFileIsListed() throws Exception {
    assertThat(ids("mappings")).containsExactlyElementsOf(DemoDefinitions.MAPPINGS);
    assertThat(ids("rules")).containsExactlyElementsOf(DemoDefinitions.RULES);
    assertThat(ids("changed")).containsExactly(DemoDefinitions.CHANGED_RULE);
  }

  @Test
  void everyDocumentNamesItselfAsItsFileDoes() {
    DemoDefinitions.MAPPINGS.forEach(
        id -> assertThat(DemoDefinitions.mapping(id).path("id").asText()).isEqualTo(id));
    DemoDefinitions.RULES.forEach(
        id -> assertThat(DemoDefinitions.rule(id).path("id").asText()).isEqualTo(id));
  }

  @Test
  void theServiceWillTakeEveryOneOfThem() throws Exception {
    List<Mapping> mappings = new ArrayList<>();
    for (String id : DemoDefinitions.MAPPINGS) {
      mappings.add(new MappingCompiler().compile(definition(DemoDefinitions.mapping(id))));
    }
    RuleCompiler rules = new RuleCompiler(PropertyTypes.of(mappings));
    for (String id : DemoDefinitions.RULES) {
      assertThat(rules.compile(definition(DemoDefinitions.rule(id))).id()).isEqualTo(id);
    }
    assertThat(rules.compile(definition(DemoDefinitions.changedRule())).id())
        .isEqualTo(DemoDefinitions.CHANGED_RULE);
  }

  @Test
  void everyRuleIsAPlainThreshold() {
    assertThat(DemoDefinitions.threshold("machine-overheat"))
        .isEqualTo(new Threshold("machine-overheat", "temperature", 95, 85));
    DemoDefinitions.RULES.forEach(
        id -> assertThat(DemoDefinitions.threshold(id).opensAbove()).isPositive());
  }

  @Test
  void whatIsNoPlainThresholdIsRefused() {
    JsonNode mapping = DemoDefinitions.mapping("plant-room");
    assertThatThrownBy(() -> Threshold.of(mapping)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aThresholdHasHysteresis() {
    Threshold threshold = new Threshold("r", "t", 10, 5);
    assertThat(threshold.openAfter(10, false)).isFalse();
    assertThat(threshold.openAfter(10.1, false)).isTrue();
    assertThat(threshold.openAfter(5, true)).isTrue();
    assertThat(threshold.openAfter(4.9, true)).isFalse();
  }

  private static List<String> ids(String folder) throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .toList();
    }
  }

  private static Definition definition(JsonNode document) {
    return Definition.newBuilder()
        .setKind("test")
        .setId(document.path("id").asText())
        .setVersion(1)
        .setState(DefinitionState.ACTIVE)
        .setDocument(document.toString())
        .setPublishedAt(Instant.EPOCH)
        .build();
  }
}
