package io.millrace.store;

import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events of machines, and files of them. */
final class Events {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private Events() {}

  static ObjectEvent event(String id, long seq) {
    return ObjectEvent.newBuilder()
        .setEventId(id + "-" + seq)
        .setObjectType("machine")
        .setObjectId(id)
        .setSeq(seq)
        .setKind(seq == 1 ? ObjectEventKind.CREATED : ObjectEventKind.CHANGED)
        .setOccurredAt(NOON.plusSeconds(seq))
        .setRecordedAt(NOON.plusSeconds(seq + 1))
        .setActor("device:" + id)
        .setCause(EventCause.newBuilder().setTraceId("t").build())
        .setProperties(new HashMap<>(Map.of("temperature", (double) seq)))
        .setChanged(List.of("temperature"))
        .setCreatedAt(NOON)
        .build();
  }

  /** A file as the job leaves it. */
  static Path file(Path store, String name, List<ObjectEvent> events) throws IOException {
    Path file = store.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        EventWriter writer = EventWriter.create(out)) {
      for (ObjectEvent event : events) {
        writer.write(event);
      }
    }
    return file;
  }
}
