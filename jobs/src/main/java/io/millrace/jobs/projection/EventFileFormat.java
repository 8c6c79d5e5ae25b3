package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.store.EventReader;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** Files of the event store, each read whole by one reader. */
final class EventFileFormat extends SimpleStreamFormat<Decoded<ObjectEvent>> {
  private static final long serialVersionUID = 1L;

  /** Stands for the topic; the offset is made of the event, so that dead letters stay apart. */
  static final String STORE = "event-store";

  @Override
  public StreamFormat.Reader<Decoded<ObjectEvent>> createReader(
      Configuration configuration, FSDataInputStream in) throws IOException {
    EventReader reader = EventReader.of(STORE, in);
    return new StreamFormat.Reader<>() {
      @Override
      public @Nullable Decoded<ObjectEvent> read() throws IOException {
        ObjectEvent event = reader.next();
        return event == null ? null : decoded(event);
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }

  private static Decoded<ObjectEvent> decoded(ObjectEvent event) {
    long place = event.getEventId().hashCode() & 0x7fff_ffffL;
    return new Decoded<>(STORE, 0, place << 20 | event.getSeq() & 0xf_ffff, event, null);
  }

  @Override
  public TypeInformation<Decoded<ObjectEvent>> getProducedType() {
    return Decoded.type(ObjectEvent.class);
  }
}
