package io.millrace.udfs.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.GeoPoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertyTypeTest {
  private static final GeoPoint BERLIN = new GeoPoint(52.5, 13.25);

  @Test
  void castsWhatLosesNothing() {
    assertThat(cast(FieldType.LONG, 3.0)).isEqualTo(3L);
    assertThat(cast(FieldType.LONG, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(cast(FieldType.DOUBLE, 3L)).isEqualTo(3.0);
    assertThat(cast(FieldType.DOUBLE, 1L << 53)).isEqualTo(0x1p53);
    assertThat(cast(FieldType.STRING, 3L)).isEqualTo("3");
    assertThat(cast(FieldType.BOOLEAN, true)).isEqualTo(true);
    assertThat(cast(FieldType.TIMESTAMP, 0L)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(cast(FieldType.TIMESTAMP, "2026-01-01T01:00:00+01:00"))
        .isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void refusesWhatIsLossyOrAnotherType() {
    assertThat(cast(FieldType.LONG, 3.5)).isNull();
    assertThat(cast(FieldType.LONG, 0x1p60)).isNull();
    assertThat(cast(FieldType.LONG, "3")).isNull();
    assertThat(cast(FieldType.DOUBLE, (1L << 53) + 1)).isNull();
    assertThat(cast(FieldType.DOUBLE, Long.MIN_VALUE)).isNull();
    assertThat(cast(FieldType.DOUBLE, "3.0")).isNull();
    assertThat(cast(FieldType.DOUBLE, Double.NaN)).isNull();
    assertThat(cast(FieldType.STRING, 3.5)).isNull();
    assertThat(cast(FieldType.STRING, List.of())).isNull();
    assertThat(cast(FieldType.BOOLEAN, "true")).isNull();
    assertThat(cast(FieldType.TIMESTAMP, "2026-01-01")).isNull();
    assertThat(cast(FieldType.TIMESTAMP, 1.5)).isNull();
  }

  @Test
  void durationsAreMilliseconds() {
    assertThat(cast(FieldType.DURATION, "PT1M30.5S")).isEqualTo(90_500L);
    assertThat(cast(FieldType.DURATION, "-P1DT1H")).isEqualTo(-25L * 3_600_000);
    assertThat(cast(FieldType.DURATION, 1500L)).isEqualTo(1500L);
    assertThat(cast(FieldType.DURATION, Duration.ofSeconds(2))).isEqualTo(2000L);
    assertThat(cast(FieldType.DURATION, "PT0.0001S")).isNull();
    assertThat(cast(FieldType.DURATION, "P1M")).isNull();
    assertThat(cast(FieldType.DURATION, "90s")).isNull();
    assertThat(cast(FieldType.DURATION, 0.5)).isNull();
    assertThat(cast(FieldType.DURATION, "PT" + Long.MAX_VALUE + "S")).isNull();
  }

  @Test
  void geoPointsComeInManyForms() {
    assertThat(cast(FieldType.GEO_POINT, Map.of("lat", 52.5, "lon", 13.25))).isEqualTo(BERLIN);
    assertThat(cast(FieldType.GEO_POINT, Map.of("latitude", 52.5, "longitude", 13.25, "hdop", 1L)))
        .isEqualTo(BERLIN);
    assertThat(cast(FieldType.GEO_POINT, Map.of("lat", 52.5, "lng", 13.25))).isEqualTo(BERLIN);
    assertThat(cast(FieldType.GEO_POINT, List.of(13.25, 52.5))).isEqualTo(BERLIN);
    assertThat(
            cast(FieldType.GEO_POINT, Map.of("type", "Point", "coordinates", List.of(13.25, 52.5))))
        .isEqualTo(BERLIN);
    assertThat(cast(FieldType.GEO_POINT, List.of(-180L, 90L)))
        .isEqualTo(new GeoPoint(90.0, -180.0));
  }

  @Test
  void geoPointsAreOnEarthAndWhole() {
    assertThat(cast(FieldType.GEO_POINT, Map.of("lat", 90.1, "lon", 0L))).isNull();
    assertThat(cast(FieldType.GEO_POINT, Map.of("lat", 0L, "lon", 181L))).isNull();
    assertThat(cast(FieldType.GEO_POINT, Map.of("lat", Double.NaN, "lon", 0L))).isNull();
    assertThat(cast(FieldType.GEO_POINT, Map.of("lat", "52.5", "lon", "13.25"))).isNull();
    assertThat(cast(FieldType.GEO_POINT, Map.of("lat", 1L))).isNull();
    assertThat(cast(FieldType.GEO_POINT, List.of(13.25, 52.5, 34L))).isNull();
    assertThat(cast(FieldType.GEO_POINT, Arrays.asList(13.25, null))).isNull();
    assertThat(cast(FieldType.GEO_POINT, "52.5,13.25")).isNull();
  }

  @Test
  void enumsHaveTheirValues() {
    PropertyType mode = new PropertyType(FieldType.ENUM, null, List.of("on", "off", "1"));
    assertThat(mode.cast("on")).isEqualTo("on");
    assertThat(mode.cast(1L)).isEqualTo("1");
    assertThat(mode.cast("ON")).isNull();
    assertThat(mode.cast(1.0)).isNull();
  }

  @Test
  void listsAndMapsCastWhatTheyHold() {
    PropertyType doubles = holding(FieldType.LIST, FieldType.DOUBLE);
    assertThat(doubles.cast(List.of(1L, 2.5))).isEqualTo(List.of(1.0, 2.5));
    assertThat(doubles.cast(List.of())).isEqualTo(List.of());
    assertThat(doubles.cast(List.of(1L, "2"))).isNull();
    assertThat(doubles.cast(Arrays.asList(1L, null))).isNull();
    assertThat(doubles.cast(1L)).isNull();
    PropertyType longs = holding(FieldType.MAP, FieldType.LONG);
    assertThat(longs.cast(Map.of("a", 1.0))).isEqualTo(Map.of("a", 1L));
    assertThat(longs.cast(Map.of("a", 1.5))).isNull();
    assertThat(longs.cast(Map.of(1L, 1L))).isNull();
    assertThat(longs.cast(List.of())).isNull();
  }

  private static PropertyType holding(FieldType kind, FieldType items) {
    return new PropertyType(kind, PropertyType.of(items), List.of());
  }

  private static Object cast(FieldType type, Object value) {
    return PropertyType.of(type).cast(value);
  }
}
