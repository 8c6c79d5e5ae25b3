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
  void comparesEntriesOfMapsForEqualityAlone() {
    Fields fields =
        new Fields(
            Map.of(
                "properties.counts", Set.of("flattened"),
                "properties.at", Set.of("flattened"),
                "places.at", Set.of("geo_point")));
    assertThat(fields.property("counts.x.y"))
        .isEqualTo(new Field("properties.counts.x.y", "flattened"));
    assertThat(Filter.parse("counts.x:eq:1").query(fields).isTerm()).isTrue();
    assertThatThrownBy(() -> Filter.parse("counts.x:gt:1").query(fields))
        .hasMessageContaining("eq and ne alone");
    assertThatThrownBy(() -> fields.sortable("counts.x")).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> fields.property("counts")).hasMessageContaining("counts.KEY");
    assertThatThrownBy(() -> fields.property("count.x")).isInstanceOf(ProblemException.class);
    assertThat(Filter.parse("at:near:52.5,-13,1.5km").query(fields).isGeoDistance()).isTrue();
    assertThatThrownBy(() -> Filter.parse("counts:near:52.5,-13,1km").query(fields))
        .hasMessageContaining("no place");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1,2", "91,0,1km", "0,181,1km", "1,2,3", "1,2,3mi", "1;2;3km", "x,2,3km"})
  void refusesWhatIsNoCircle(String text) {
    assertThatThrownBy(() -> Near.parse(text)).isInstanceOf(ProblemException.class);
  }

  @Test
  void sortsByTheObjectsOwnFields() {
    assertThat(new Fields(Map.of()).sortable("updatedAt"))
        .isEqualTo(new Field("updatedAt", "date"));
  }
}
