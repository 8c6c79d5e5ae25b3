package io.millrace.udfs.format;

import io.millrace.schemas.registry.RegistryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Avro in Confluent's wire format: a zero, the id of the schema in four bytes, the value. Records
 * and maps become maps, enums and decimals text, fixed is bytes; other logical types stay what they
 * are written as.
 *
 * <p>A registry that cannot be asked is no fault of the message: that throws {@link
 * UncheckedIOException}, so that the caller waits and tries again instead of refusing it.
 */
final class AvroDecoder implements PayloadDecoder {
  private static final int HEADER = 5;

  private final SchemaLookup schemas;

  AvroDecoder(SchemaLookup schemas) {
    this.schemas = schemas;
  }

  @Override
  public @Nullable Object decode(byte[] payload, Instant receivedAt) throws RefusedException {
    if (payload.length < HEADER || payload[0] != 0) {
      throw refused("Does not begin with a zero and a schema id");
    }
    Schema schema = schema(ByteBuffer.wrap(payload).getInt(1));
    AvroInput input = new AvroInput(Arrays.copyOfRange(payload, HEADER, payload.length));
    Object value = new AvroValues(input).read(schema);
    if (input.remaining() > 0) {
      throw refused("More follows after the value");
    }
    return value;
  }

  static RefusedException refused(String reason) {
    return new RefusedException(RefusalCode.MALFORMED_AVRO, "", reason);
  }

  private Schema schema(int id) throws RefusedException {
    try {
      return schemas.schema(id);
    } catch (RegistryException e) {
      if (e.status() == 404 || e.status() == 422) {
        throw new RefusedException(
            RefusalCode.UNKNOWN_SCHEMA_ID, "", "The registry has no Avro schema of id " + id);
      }
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
