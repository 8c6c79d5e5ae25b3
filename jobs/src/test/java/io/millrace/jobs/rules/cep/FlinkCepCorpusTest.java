package io.millrace.jobs.rules.cep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.rules.pattern.suite.CaseReader;
import io.millrace.udfs.rules.pattern.suite.CepCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded cases of Flink CEP 1.20 on Flink CEP 2.3: what we compare with has not changed. */
class FlinkCepCorpusTest {
  private static final FlinkCepEngine FLINK = new FlinkCepEngine();

  @AfterAll
  static void close() {
    FLINK.close();
  }

  static Stream<Named<JsonNode>> cases() throws IOException {
    String base = System.getenv().getOrDefault("MILLRACE_DATA", "../../shared/data");
    Path folder = Path.of(base).resolve("cep-corpus");
    boolean required = Boolean.parseBoolean(System.getenv("MILLRACE_DATA_REQUIRED"));
    Assumptions.assumeTrue(
        required || Files.isDirectory(folder), () -> "Skipped: no recorded data at " + folder);
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
  void findsWhatWasRecorded(JsonNode node) throws Exception {
    CepCase test = CaseReader.read(node);
    assertThat(test.difference(FLINK.run(test))).isNull();
  }

  /** What is recorded jumps from event to event; rules let time pass. */
  @ParameterizedTest
  @MethodSource("cases")
  void bothEnginesFindTheSameAsTimePasses(JsonNode node) throws Exception {
    CepCase test = CaseReader.read(((ObjectNode) node.deepCopy()).put("time", "moments"));
    assertThat(new PatternFuzz(FLINK).compare(test).disagreement()).isNull();
  }
}
