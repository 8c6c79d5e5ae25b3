package io.millrace.udfs.rules.pattern.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.testkit.RecordedData;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Flink CEP finds, recorded. */
class CepCorpusTest {

  static Stream<Named<JsonNode>> cases() throws IOException {
    var folder = RecordedData.folder("cep-corpus");
    ObjectMapper mapper = new ObjectMapper();
    Stream<JsonNode> all = Stream.empty();
    for (String file : new String[] {"flink-tests.json", "flink-oracle-generated.json"}) {
      JsonNode cases = mapper.readTree(folder.resolve(file).toFile());
      all = Stream.concat(all, StreamSupport.stream(cases.spliterator(), false));
    }
    return all.map(node -> Named.of(CaseReader.name(node), node));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatFlinkFinds(JsonNode node) throws Exception {
    CepCase test = CaseReader.read(node);
    assertThat(test.difference(new NativeEngine(false).run(test))).isNull();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsTheSameThroughBytes(JsonNode node) throws Exception {
    CepCase test = CaseReader.read(node);
    assertThat(test.difference(new NativeEngine(true).run(test))).isNull();
  }
}
