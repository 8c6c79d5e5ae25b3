package io.millrace.bench.objectify;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Discards events and notes that they came: each observation of {@link ObjectLoop} changes its
 * object, so there is one event of each.
 *
 * @param run see {@link Counts#of}
 */
record EventCount(String run) implements Sink<ObjectEvent> {

  @Override
  public SinkWriter<ObjectEvent> createWriter(WriterInitContext context) {
    Counts counts = Counts.of(run);
    return new SinkWriter<>() {
      @Override
      public void write(ObjectEvent event, Context at) {
        counts.kept(event.getKind() == ObjectEventKind.CREATED);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
