package io.millrace.bench.flink;

import io.millrace.bench.rules.Reading;
import io.millrace.bench.rules.Readings;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.jspecify.annotations.Nullable;

/**
 * The readings as observations, again and again: each lap goes on where the last ended, in time and
 * in offsets. Hands out one object that it changes, for what follows writes it at once and reads
 * another: so a source costs little, and what is measured is what comes after it.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before all else
final class ObservationLoop implements GeneratorFunction<Long, Observation> {
  /** Of a lap. */
  static final int LENGTH = 1_000_000;

  private static final long serialVersionUID = 1L;
  private static @Nullable Lap last;

  private final int devices;
  private transient Lap lap;
  private transient Map<String, Object> properties;
  private transient Observation observation;

  /**
   * What all laps have in common.
   *
   * @param ids of the observations, as the ingest job makes them
   */
  private record Lap(int devices, Reading[] readings, String[] ids) {
    static Lap of(int devices) {
      Reading[] readings = Readings.stream(devices, LENGTH);
      String[] ids = new String[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        ids[i] = Ids.derive(readings[i].id());
      }
      return new Lap(devices, readings, ids);
    }
  }

  ObservationLoop(int devices) {
    this.devices = devices;
  }

  /** Made once for jobs that follow one another; of the last number of devices alone. */
  private static synchronized Lap lap(int devices) {
    Lap known = last;
    if (known == null || known.devices() != devices) {
      last = null;
      known = Lap.of(devices);
      last = known;
    }
    return known;
  }

  @Override
  public void open(SourceReaderContext context) {
    lap = lap(devices);
    properties = new HashMap<>();
    observation =
        Observation.newBuilder()
            .setId("")
            .setTraceId("")
            .setDeviceId("")
            .setObjectType(lap.readings()[0].objectType())
            .setObjectId("")
            .setObservedAt(Instant.EPOCH)
            .setReceivedAt(Instant.EPOCH)
            .setProperties(properties)
            .setMappingId("machine-readings")
            .setMappingVersion(1)
            .setOrigin(new Origin("device-messages", 0, 0L, 0))
            .setMarks(new ArrayList<>())
            .build();
    // The builder copies.
    properties = observation.getProperties();
  }

  @Override
  public Observation map(Long index) {
    int place = (int) (index % LENGTH);
    Reading reading = lap.readings()[place];
    Instant at = Instant.ofEpochMilli(reading.timestamp() + index / LENGTH * millis(devices));
    properties.put("metric", reading.get("metric"));
    properties.put("group", reading.get("group"));
    properties.put("value", reading.get("value"));
    observation.setId(lap.ids()[place]);
    observation.setTraceId(lap.ids()[place]);
    observation.setDeviceId(reading.deviceId());
    observation.setObjectId(reading.objectId());
    observation.setObservedAt(at);
    observation.setReceivedAt(at);
    observation.getOrigin().setOffset(index);
    return observation;
  }

  /** How long a lap takes in event time. */
  private static long millis(int devices) {
    return LENGTH / devices * Readings.period(devices);
  }

  /** How many observations a span of event time holds: milliseconds. */
  static double observations(int devices, long span) {
    return (double) span * devices / Readings.period(devices);
  }
}
