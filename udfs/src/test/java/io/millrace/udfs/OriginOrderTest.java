package io.millrace.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginOrderTest {
  private final Map<String, Origin> positions = new HashMap<>();

  @Test
  void takesEachPositionOnce() {
    assertThat(OriginOrder.advance(positions, at("d1", 0, 5, 0))).isTrue();
    assertThat(OriginOrder.advance(positions, at("d1", 0, 5, 0))).isFalse();
    assertThat(OriginOrder.advance(positions, at("d1", 0, 4, 0))).isFalse();
    assertThat(OriginOrder.advance(positions, at("d1", 0, 6, 0))).isTrue();
  }

  @Test
  void tellsTheObservationsOfOneMessageApart() {
    assertThat(OriginOrder.advance(positions, at("d1", 0, 5, 0))).isTrue();
    assertThat(OriginOrder.advance(positions, at("d1", 0, 5, 1))).isTrue();
    assertThat(OriginOrder.advance(positions, at("d1", 0, 5, 0))).isFalse();
  }

  @Test
  void keepsDevicesApart() {
    assertThat(OriginOrder.advance(positions, at("d1", 0, 5, 0))).isTrue();
    assertThat(OriginOrder.advance(positions, at("d2", 0, 4, 0))).isTrue();
  }

  @Test
  void takesADeviceThatMovedToAnotherPartition() {
    assertThat(OriginOrder.advance(positions, at("d1", 0, 5, 0))).isTrue();
    assertThat(OriginOrder.advance(positions, at("d1", 1, 0, 0))).isTrue();
  }

  @Test
  void aDeviceBehindTwoGatewaysIsFollowedInEachPartition() {
    assertThat(OriginOrder.advance(positions, at("sensor", 0, 5, 0))).isTrue();
    assertThat(OriginOrder.advance(positions, at("sensor", 1, 9, 0))).isTrue();
    assertThat(OriginOrder.advance(positions, at("sensor", 0, 6, 0))).isTrue();
    // After a crash both gateways' messages come again, in another order.
    assertThat(OriginOrder.advance(positions, at("sensor", 1, 9, 0))).isFalse();
    assertThat(OriginOrder.advance(positions, at("sensor", 0, 5, 0))).isFalse();
    assertThat(OriginOrder.advance(positions, at("sensor", 0, 6, 0))).isFalse();
    assertThat(OriginOrder.advance(positions, at("sensor", 1, 10, 0))).isTrue();
    assertThat(positions).hasSize(2);
  }

  private static Observation at(String device, int partition, long offset, int index) {
    Observation observation = Given.observation(offset, 0, Map.of());
    observation.setDeviceId(device);
    observation.setOrigin(new Origin("device-messages", partition, offset, index));
    return observation;
  }
}
