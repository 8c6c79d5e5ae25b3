package io.millrace.store;

import io.millrace.schemas.avro.ObjectEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.NoSuchElementException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** Reads the events of one file, in its order. Also files of older schemas. */
public final class EventReader implements EventSource {
  private final String name;
  private final DataFileStream<ObjectEvent> stream;

  private EventReader(String name, InputStream in) throws IOException {
    this.name = name;
    try {
      this.stream = new DataFileStream<>(in, new SpecificDatumReader<>(ObjectEvent.class));
    } catch (IOException | AvroRuntimeException e) {
      in.close();
      throw new IOException(name + " is no file of events: " + e.getMessage(), e);
    }
  }

  /** All of a file. */
  public static EventReader open(ObjectStore store, String name) throws IOException {
    return new EventReader(name, store.read(name, 0));
  }

  /**
   * All of what comes from this stream, which is closed with the reader.
   *
   * @param name for errors
   */
  public static EventReader of(String name, InputStream in) throws IOException {
    return new EventReader(name, in);
  }

  /**
   * A file from one of its blocks on.
   *
   * @param header the bytes before its first block: they say how to read the others
   * @param block where the block begins
   */
  static EventReader from(ObjectStore store, String name, byte[] header, long block)
      throws IOException {
    InputStream blocks = store.read(name, block);
    return new EventReader(name, new SequenceInputStream(new ByteArrayInputStream(header), blocks));
  }

  /**
   * The next event, or null at the end.
   *
   * @throws IOException also where bytes are damaged
   */
  @Override
  public @Nullable ObjectEvent next() throws IOException {
    try {
      return stream.hasNext() ? stream.next() : null;
    } catch (AvroRuntimeException | NoSuchElementException e) {
      throw new IOException(name + " is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
