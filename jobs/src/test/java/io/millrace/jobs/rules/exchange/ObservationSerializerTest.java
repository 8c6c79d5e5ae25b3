package io.millrace.jobs.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.jobs.Given;
import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.TimeMark;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ObservationSerializerTest {
  private final ObservationSerializer serializer = new ObservationSerializer();

  @Test
  void everythingComesBack() throws IOException {
    Observation observation = Given.observation(1L << 40, "m/ü😀", -0.5);
    observation.setMarks(List.of(TimeMark.LATE, TimeMark.OUT_OF_ORDER));
    observation.setClockSkewMillis(-70_000L);
    observation.setReceivedAt(Given.NOON.minusMillis(3));
    observation.getOrigin().setPartition(300);
    observation.getOrigin().setIndex(7);
    assertThat(roundTrip(observation)).isEqualTo(observation);
  }

  @Test
  void allKindsOfPropertiesComeBack() throws IOException {
    Map<String, Object> properties = new HashMap<>();
    properties.put("nothing", null);
    properties.put("flag", true);
    properties.put("count", Long.MIN_VALUE);
    properties.put("value", Double.NaN);
    properties.put("text", "x".repeat(100_000));
    properties.put("place", new GeoPoint(-33.9, 151.2));
    properties.put("list", List.of(1L, "two", 3.0, false));
    properties.put("map", Map.of("lat", 1.0, "lon", 2.0));
    assertThat(roundTrip(with(properties)).getProperties()).isEqualTo(properties);
  }

  @Test
  void anObjectThatHasTheIdOfItsDeviceSharesIt() throws IOException {
    Observation observation = Given.hot(1);
    observation.setObjectId(observation.getDeviceId());
    Observation back = roundTrip(observation);
    assertThat(back).isEqualTo(observation);
    assertThat(back.getObjectId()).isSameAs(back.getDeviceId());
  }

  /** Keys are kept from one to the next: all that follow one another must come out right. */
  @Test
  void eachHasItsOwnKeysWhateverCameBefore() throws IOException {
    List<Observation> all = new ArrayList<>();
    for (String keys : List.of("abc", "ab", "abc", "", "a", "acb", "b", "abc", "abd", "abcd")) {
      Map<String, Object> properties = new LinkedHashMap<>();
      for (String key : keys.split("")) {
        properties.put(key, (long) all.size());
      }
      all.add(with(properties));
    }
    for (int i = 0; i < 6000; i++) {
      all.add(with(Map.of("p" + i, "v")));
    }
    all.add(with(Map.of("a", 1L)));
    all.add(with(Map.of()));
    assertThat(roundTrips(all)).isEqualTo(all);
  }

  @Test
  void textsThatObservationsShareAreNotMadeAnew() throws IOException {
    List<Observation> back = roundTrips(List.of(Given.hot(1), Given.cool(2)));
    assertThat(back.get(0).getObjectType()).isSameAs(back.get(1).getObjectType());
    assertThat(back.get(0).getMappingId()).isSameAs(back.get(1).getMappingId());
    assertThat(back.get(0).getOrigin().getTopic()).isSameAs(back.get(1).getOrigin().getTopic());
    assertThat(back.get(0).getProperties().keySet().iterator().next())
        .isSameAs(back.get(1).getProperties().keySet().iterator().next());
  }

  @Test
  void copiesFromBytesToBytes() throws IOException {
    DataOutputSerializer copy = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(bytes(Given.hot(1))), copy);
    assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes(Given.hot(1)));
  }

  @Test
  void whatIsCutOffIsRefused() throws IOException {
    byte[] bytes = bytes(Given.hot(1));
    DataInputDeserializer half = new DataInputDeserializer(bytes, 0, bytes.length / 2);
    assertThatThrownBy(() -> serializer.deserialize(half)).isInstanceOf(EOFException.class);
  }

  @Test
  void eachThreadHasItsOwnAndTheSnapshotFindsOne() {
    assertThat(serializer.duplicate()).isEqualTo(serializer).isNotSameAs(serializer);
    assertThat(ObservationSerializer.TYPE.createSerializer(null)).isEqualTo(serializer);
    assertThat(serializer.snapshotConfiguration().restoreSerializer()).isEqualTo(serializer);
  }

  private static Observation with(Map<String, Object> properties) {
    Observation observation = Given.hot(1);
    observation.setProperties(properties);
    return observation;
  }

  private Observation roundTrip(Observation observation) throws IOException {
    return roundTrips(List.of(observation)).get(0);
  }

  private List<Observation> roundTrips(List<Observation> observations) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (Observation observation : observations) {
      serializer.serialize(observation, out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    List<Observation> back = new ArrayList<>();
    for (int i = 0; i < observations.size(); i++) {
      back.add(serializer.deserialize(in));
    }
    assertThat(in.available()).isZero();
    return back;
  }

  private byte[] bytes(Observation observation) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(observation, out);
    return out.getCopyOfBuffer();
  }
}
