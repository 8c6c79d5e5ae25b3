package io.millrace.bench.projection;

import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.projection.SearchDocument;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * The first events of objects of a type, each of another object: ten properties, as a machine may
 * have them.
 */
record ObjectLoop(String type) implements GeneratorFunction<Long, Decoded<ObjectEvent>> {
  private static final long serialVersionUID = 1L;
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<String> SITES = List.of("Bremen", "Lyon", "Turin", "Gdansk");

  @Override
  public Decoded<ObjectEvent> map(Long index) {
    return new Decoded<>("object-events", 0, index, event(index), null);
  }

  /** What the job makes of such an event. */
  SearchDocument document(long index) {
    return SearchDocument.of(event(index));
  }

  ObjectEvent event(long index) {
    Map<String, Object> properties = properties(index);
    Map<String, Long> setBy = new HashMap<>();
    properties.keySet().forEach(name -> setBy.put(name, 1L));
    return ObjectEvent.newBuilder()
        .setEventId("event-" + index)
        .setObjectType(type)
        .setObjectId("object-" + index)
        .setSeq(1)
        .setKind(ObjectEventKind.CREATED)
        .setOccurredAt(NOON.plusMillis(index))
        .setRecordedAt(NOON.plusMillis(index))
        .setActor("device:" + index % 1000)
        .setCause(EventCause.newBuilder().setObservationId("observation-" + index).build())
        .setProperties(properties)
        .setChanged(List.copyOf(properties.keySet()))
        .setCreatedAt(NOON.plusMillis(index))
        .setCreatedBy("device:" + index % 1000)
        .setSetBy(setBy)
        .build();
  }

  private static Map<String, Object> properties(long index) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("temperature", index * 7919 % 10_000 / 100.0);
    properties.put("pressure", index * 104_729 % 1_000 / 10.0);
    properties.put("vibration", index * 1_299_709 % 1_000 / 1000.0);
    properties.put("power", index * 15_485_863 % 100_000 / 10.0);
    properties.put("rotations", index * 31 % 6_000);
    properties.put("hours", index * 17 % 50_000);
    properties.put("running", index % 3 != 0);
    properties.put("site", SITES.get((int) (index % SITES.size())));
    properties.put("line", "line " + index % 40);
    properties.put("serial", "SN-" + (index * 2_654_435_761L & 0xFFFFFFFFL));
    return properties;
  }
}
