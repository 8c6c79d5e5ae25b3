package io.millrace.udfs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.shape.Shape;
import io.millrace.udfs.shape.ShapedMap;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservationEventTest {
  private static final GeoPoint SYDNEY = new GeoPoint(-33.9, 151.2);

  @Test
  void placesAreMapsForExpressionsHoweverPropertiesAreKept() {
    Map<String, Object> seen = Map.of("value", 1.5, "place", Map.of("lat", -33.9, "lon", 151.2));
    ShapedMap shaped = new ShapedMap(Shape.of("value", "place"), 1.5, SYDNEY);
    assertThat(event(shaped).properties()).isEqualTo(seen);
    assertThat(event(new HashMap<>(Map.of("value", 1.5, "place", SYDNEY))).properties())
        .isEqualTo(seen);
  }

  @Test
  void propertiesWithoutPlacesAreNotCopied() {
    ShapedMap shaped = new ShapedMap(Shape.of("value", "absent"), 1.5, null);
    assertThat(event(shaped).properties()).isSameAs(shaped);
  }

  private static ObservationEvent event(Map<String, Object> properties) {
    Observation observation =
        new Observation(
            "o1",
            "t1",
            "d1",
            "machine",
            "m1",
            Instant.EPOCH,
            Instant.EPOCH,
            properties,
            "mapping",
            1L,
            new Origin("device-messages", 0, 1L, 0),
            List.of(),
            null);
    return new ObservationEvent(observation);
  }
}
