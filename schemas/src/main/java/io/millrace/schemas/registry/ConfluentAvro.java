package io.millrace.schemas.registry;

import io.millrace.schemas.avro.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Records to and from the Confluent wire format: a zero byte, the schema id as big-endian int, the
 * Avro binary. Not safe for use by many threads.
 *
 * @param <T> generated record class
 */
public final class ConfluentAvro<T extends SpecificRecordBase> {
  private static final byte MAGIC = 0;
  private static final int PREFIX = 5;
  private static final int UNKNOWN = -1;

  private final RegistryClient registry;
  private final String subject;
  private final Schema schema;
  private final DatumWriter<T> writer;
  private final DatumReader<T> reader;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
  // With a buffer of its own: each call of the stream takes its lock.
  private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);
  private @Nullable BinaryDecoder decoder;

  /** The schema's in the registry, which never changes. */
  private int id = UNKNOWN;

  /**
   * @param topic whose value subject ({@code topic-value}) holds the schema when writing
   */
  public ConfluentAvro(RegistryClient registry, String topic, Class<T> type) {
    this.registry = registry;
    this.subject = topic + "-value";
    SpecificDatumReader<T> specific = new SpecificDatumReader<>(type);
    this.reader = specific;
    this.schema = specific.getExpected();
    this.writer = writer(type, schema);
  }

  @SuppressWarnings("unchecked") // the class was compared
  private static <T> DatumWriter<T> writer(Class<T> type, Schema schema) {
    return type == Observation.class
        ? (DatumWriter<T>) new ObservationWriter()
        : new SpecificDatumWriter<>(schema);
  }

  /** The bytes of a record; an error where the schema is not registered. */
  public byte[] write(T value) throws IOException {
    if (id == UNKNOWN) {
      id = registry.id(subject, schema);
    }
    buffer.reset();
    buffer.write(MAGIC);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer.write(id >> shift);
    }
    try {
      writer.write(value, encoder);
    } catch (IOException | RuntimeException e) {
      // What it holds of this record must not lead the next one.
      encoder = EncoderFactory.get().binaryEncoder(buffer, null);
      throw e;
    }
    encoder.flush();
    return buffer.toByteArray();
  }

  /**
   * The record in these bytes, resolved from the schema it was written with.
   *
   * @throws MalformedRecordException if they are no such record
   * @throws RegistryException if the writer's schema cannot be had
   */
  public T read(byte[] bytes) throws IOException {
    if (bytes.length < PREFIX || bytes[0] != MAGIC) {
      throw new MalformedRecordException("No Confluent wire format: magic byte or id is missing");
    }
    Schema written = registry.schema(ByteBuffer.wrap(bytes, 1, 4).getInt());
    try {
      reader.setSchema(written);
      decoder = DecoderFactory.get().binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, decoder);
      return reader.read(null, decoder);
    } catch (IOException | RuntimeException e) {
      throw new MalformedRecordException("Not a record of its schema: " + e.getMessage(), e);
    }
  }
}
