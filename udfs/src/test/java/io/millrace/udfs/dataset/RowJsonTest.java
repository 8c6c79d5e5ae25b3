package io.millrace.udfs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowJsonTest {
  private static DatasetRow row(Map<String, Object> values) {
    return new DatasetRow(
        "orders",
        3L,
        DatasetRowKind.ROW,
        17L,
        DatasetMode.INCREMENT,
        Instant.parse("2026-11-21T08:30:00.120Z"),
        "service:api",
        values);
  }

  @Test
  void aRowComesBackAsItWas() throws Exception {
    Map<String, Object> values = new HashMap<>();
    values.put("text", "1.50");
    values.put("whole", 9_007_199_254_740_993L);
    values.put("number", 5.0);
    values.put("yes", true);
    values.put("none", null);
    values.put("list", Arrays.asList(1L, 1.5, "x", null));
    values.put("map", Map.of("k", 2L));
    assertThat(RowJson.read(RowJson.write(row(values)))).isEqualTo(row(values));
  }

  @Test
  void peopleCanReadIt() {
    assertThat(new String(RowJson.write(row(Map.of("b", 1L, "a", "x"))), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"dataset\":\"orders\",\"version\":3,\"row\":17,\"mode\":\"INCREMENT\","
                + "\"loadedAt\":\"2026-11-21T08:30:00.120Z\",\"actor\":\"service:api\","
                + "\"values\":{\"a\":\"x\",\"b\":1}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"values\":{}}",
        "{\"dataset\":\"d\",\"version\":1,\"row\":1,\"mode\":\"X\",\"loadedAt\":\"\",\"actor\":\"\","
            + "\"values\":{}}"
      })
  void whatIsNoRowIsRefused(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> RowJson.read(bytes)).isInstanceOf(TableException.class);
  }

  @Test
  void listsOfNothingStayLists() throws Exception {
    assertThat(RowJson.read(RowJson.write(row(Map.of("l", List.of())))).getValues())
        .isEqualTo(Map.of("l", List.of()));
  }
}
