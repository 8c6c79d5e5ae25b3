package io.millrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.MappingSet;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Mapping one ten-field message, beside parsing the same bytes and nothing else. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MappingBenchmark {
  private final ObjectMapper json = new ObjectMapper();
  private MappingSet mappings = new MappingSet(List.of(), id -> null);

  @Setup
  public void compile() throws DefinitionException {
    mappings = new MappingSet(List.of(Documents.mapping()), id -> null);
  }

  @Benchmark
  public JsonNode parseOnly() throws IOException {
    return json.readTree(Documents.PAYLOAD);
  }

  @Benchmark
  public MappingResult map() {
    return mappings.map(Documents.MESSAGE);
  }
}
