package io.millrace.udfs.expression;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(ExpressionCompiler.reads(source, "payload")).containsExactly(expected);
  }
}
