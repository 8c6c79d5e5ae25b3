package io.millrace.store;

import io.millrace.schemas.avro.ObjectEvent;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/** Writes events as files of the store are written: Avro, compressed with Zstandard. */
public final class EventWriter implements Closeable {
  /** Zstandard's own default: of the levels above it each takes much longer for little. */
  private static final int LEVEL = 3;

  private final DataFileWriter<ObjectEvent> writer;

  private EventWriter(DataFileWriter<ObjectEvent> writer) {
    this.writer = writer;
  }

  /** Begins a file; closing this closes the stream. */
  public static EventWriter create(OutputStream out) throws IOException {
    return new EventWriter(avro(out));
  }

  /** The same as Avro's writer, for who writes by way of Avro. */
  public static DataFileWriter<ObjectEvent> avro(OutputStream out) throws IOException {
    DataFileWriter<ObjectEvent> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(ObjectEvent.class));
    writer.setCodec(CodecFactory.zstandardCodec(LEVEL));
    writer.create(ObjectEvent.getClassSchema(), out);
    return writer;
  }

  public void write(ObjectEvent event) throws IOException {
    writer.append(event);
  }

  /** Ends the block, and says where the next begins. */
  long endBlock() throws IOException {
    return writer.sync();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
