package io.millrace.bench.objectify;

import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Observations of so many machines, with four properties, again and again; each has another
 * temperature than the one before it of its machine. Each reader has machines of its own, as
 * partitions do, and takes them in an order that is not the one of their ids.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before all else
final class ObjectLoop implements GeneratorFunction<Long, Decoded<Observation>> {
  private static final long serialVersionUID = 1L;
  private static final Instant BEGIN = Instant.parse("2026-11-21T00:00:00Z");

  /** A prime that no sensible number of objects is a multiple of. */
  private static final long STEP = 618_033_989L;

  private final int objects;
  private transient int reader;
  private transient int readers;
  private transient long mine;
  private transient long next;

  ObjectLoop(int objects) {
    this.objects = objects;
  }

  @Override
  public void open(SourceReaderContext context) {
    reader = context.getIndexOfSubtask();
    readers = context.currentParallelism();
    mine = objects / readers + (reader < objects % readers ? 1 : 0);
  }

  @Override
  public Decoded<Observation> map(Long index) {
    long n = next++;
    long lap = n / mine;
    String machine = "machine-" + (n % mine * STEP % mine * readers + reader);
    Instant at = BEGIN.plusMillis(n);
    String id = Ids.derive(machine, Long.toString(lap));
    Map<String, Object> properties = new HashMap<>();
    properties.put("temperature", 20 + lap % 60 + n % 10 / 10.0);
    properties.put("speed", 1000 + n % 50);
    properties.put("state", "running");
    properties.put("room", "hall-" + n % 100);
    Observation observation =
        Observation.newBuilder()
            .setId(id)
            .setTraceId(id)
            .setDeviceId(machine)
            .setObjectType("machine")
            .setObjectId(machine)
            .setObservedAt(at)
            .setReceivedAt(at)
            .setProperties(properties)
            .setMappingId("machines")
            .setMappingVersion(1)
            .setOrigin(new Origin(Topics.DEVICE_MESSAGES, reader, n, 0))
            .setMarks(new ArrayList<>())
            .build();
    return new Decoded<>(Topics.OBSERVATIONS, reader, n, observation, null);
  }
}
