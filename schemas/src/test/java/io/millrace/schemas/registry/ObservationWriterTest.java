package io.millrace.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.TimeMark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.AvroTypeException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

/** Avro's own writer says what is right. */
class ObservationWriterTest {
  private final Random random = new Random(20261121);

  @Test
  void writesWhatAvroWrites() throws IOException {
    DatumWriter<Observation> avro = new SpecificDatumWriter<>(Observation.getClassSchema());
    for (int i = 0; i < 2000; i++) {
      Observation observation = observation();
      assertThat(bytes(new ObservationWriter(), observation))
          .as(observation.toString())
          .isEqualTo(bytes(avro, observation));
    }
  }

  @Test
  void refusesWhatNoPropertyCanBe() {
    Observation observation = observation();
    observation.setProperties(Map.of("x", 5));
    assertThatThrownBy(() -> bytes(new ObservationWriter(), observation))
        .isInstanceOf(AvroTypeException.class)
        .hasMessageContaining("Integer");
  }

  @Test
  void refusesAnotherSchema() {
    ObservationWriter writer = new ObservationWriter();
    writer.setSchema(Observation.getClassSchema());
    assertThatThrownBy(() -> writer.setSchema(Alert.getClassSchema()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(DatumWriter<Observation> writer, Observation observation)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    writer.write(observation, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private Observation observation() {
    Observation observation = new Observation();
    observation.setId(text());
    observation.setTraceId(text());
    observation.setDeviceId(text());
    observation.setObjectType(text());
    observation.setObjectId(text());
    observation.setObservedAt(Instant.ofEpochMilli(random.nextLong() >> 16));
    observation.setReceivedAt(Instant.ofEpochMilli(random.nextLong() >> 16));
    Map<String, Object> properties = new HashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      properties.put(text(), value());
    }
    observation.setProperties(properties);
    observation.setMappingId(text());
    observation.setMappingVersion(random.nextLong());
    observation.setOrigin(
        new Origin(text(), random.nextInt(), random.nextLong(), random.nextInt(5)));
    List<TimeMark> marks = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      marks.add(TimeMark.values()[random.nextInt(TimeMark.values().length)]);
    }
    observation.setMarks(marks);
    observation.setClockSkewMillis(random.nextBoolean() ? null : random.nextLong());
    return observation;
  }

  private Object value() {
    return switch (random.nextInt(8)) {
      case 0 -> new GeoPoint(random.nextDouble(), random.nextDouble());
      case 1 -> random.ints(random.nextInt(4)).mapToObj(i -> scalar()).toList();
      case 2 -> new HashMap<>(Map.of(text() + "a", scalar(), text() + "b", scalar()));
      case 3 -> null;
      default -> scalar();
    };
  }

  private Object scalar() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextLong();
      case 2 -> Double.longBitsToDouble(random.nextLong());
      default -> text();
    };
  }

  private String text() {
    int[] points = random.ints(random.nextInt(12), 0, 0x2000).toArray();
    return new String(points, 0, points.length);
  }
}
