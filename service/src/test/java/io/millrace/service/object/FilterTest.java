package io.millrace.service.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.service.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  @Test
  void theValueMayHoldColonsAndCommas() {
    assertThat(Filter.parse("at:gte:2026-01-01T00:00:00Z,x"))
        .isEqualTo(new Filter("at", Filter.Operator.GTE, "2026-01-01T00:00:00Z,x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:eq", ":eq:1", "a:is:1", "a:EQ:1"})
  void isRefused(String text) {
    assertThatThrownBy(() -> Filter.parse(text)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "long,12",
    "double,-1.5e3",
    "boolean,true",
    "date,2026-01-01T00:00:00+02:00",
    "keyword,any: *"
  })
  void takesValuesOfItsType(String type, String value) {
    assertThat(new Field("properties.a", type).checked(value)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "long,x",
    "long,1e999999999",
    "double,NaN",
    "boolean,1",
    "date,now-1d",
    "date,2026",
    "date,0"
  })
  void refusesValuesOfAnother(String type, String value) {
    Field field = new Field("properties.a", type);
    assertThatThrownBy(() -> field.checked(value)).isInstanceOf(ProblemException.class);
  }

  @Test
  void namesThePropertiesThereAre() {
    Fields fields =
        new Fields(
            Map.of(
                "properties.site", Set.of("keyword"),
                "properties.site.text", Set.of("text"),
                "properties.t", Set.of("double")));
    assertThat(fields.property("t")).isEqualTo(new Field("properties.t", "double"));
    assertThatThrownBy(() -> fields.property("temp")).hasMessageContaining("[site, t]");
    assertThatThrownBy(() -> fields.property("site.text")).isInstanceOf(ProblemException.class);
  }

  @Test
  void sortsByTheObjectsOwnFields() {
    assertThat(new Fields(Map.of()).sortable("updatedAt"))
        .isEqualTo(new Field("updatedAt", "date"));
  }
}
