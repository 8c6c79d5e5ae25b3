package io.millrace.udfs.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadPathsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "payload.a.b|a.b",
        "payload['a'].b + payload.c|a.b,c",
        "payload.list[0].x|list.x",
        "payload[device]|",
        "payload.list[payload.at].x|at,list.x",
        "has(payload.a) ? payload.a : 0|a",
        "payload.values.exists(v, v.t > payload.limit)|limit,values",
        "size(payload)|",
        "[payload.a, 1][0]|a",
        "headers.x == device|none",
      })
  void findsWhatIsRead(String source, String paths) throws Exception {
    String[] expected =
        paths == null ? new String[] {""} : paths.equals("none") ? new String[0] : paths.split(",");
    assertThat(reads(source).stream().map(ReadPath::dotted).sorted()).containsExactly(expected);
  }

  /** For a reader that leaves out the rest: below an unknown key or place anything may be read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "payload.a.b|[[a, b]]",
        "payload['a.b'].c|[[a.b, c]]",
        "payload.list[0].x|[[list]]",
        "payload[device].x|[[]]",
        "payload.m[headers.k].x + payload.m.y|[[m], [m, y]]",
        "payload.list[payload.at].x|[[list], [at]]",
        "payload.values.exists(v, v.t > payload.limit)|[[values], [limit]]",
        "has(payload.a.b)|[[a, b]]",
        "pointer(payload, '/a')|[[]]",
      })
  void knowsHowFarAPathIsCertain(String source, String paths) throws Exception {
    assertThat(reads(source).stream().map(ReadPath::certainNames).distinct().toList())
        .hasToString(paths);
  }

  private static Set<ReadPath> reads(String source) throws Exception {
    Expression expression =
        ExpressionCompiler.compile(
            source,
            Map.of(
                "payload", SimpleType.DYN,
                "device", SimpleType.DYN,
                "headers", MapType.create(SimpleType.STRING, SimpleType.STRING)),
            SimpleType.DYN);
    assertThat(expression.reads("other")).isEmpty();
    return expression.reads("payload");
  }
}
