package io.millrace.local.conformance;

import io.millrace.udfs.format.DeclaredFormat;
import io.millrace.udfs.format.PayloadFormat;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RawPayload;
import io.millrace.udfs.format.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.jspecify.annotations.Nullable;

/** Values that Avro's own writer writes, read by the decoder of device messages. */
final class AvroValuesCheck {
  private static final int VALUES = 5;
  private static final long SEED = 42;
  private static final byte[] FRAME = {0, 0, 0, 0, 7};

  private AvroValuesCheck() {}

  /** The first value that comes out wrong, or null; also where there can be no values. */
  static @Nullable String failure(Schema writer) throws IOException {
    if (!hasValues(writer, Set.of())) {
      return null;
    }
    PayloadFormats formats = new PayloadFormats(id -> writer);
    for (Object value : new RandomData(writer, VALUES, SEED)) {
      RawPayload raw = new RawPayload(framed(writer, value), "", Map.of(), Instant.EPOCH);
      Object expected = AvroPlain.of(writer, value);
      try {
        Object read = formats.read(raw, new DeclaredFormat(PayloadFormat.AVRO, List.of())).value();
        if (!Objects.equals(read, expected)) {
          return "decoded " + read + " instead of " + expected;
        }
      } catch (RefusedException e) {
        return "refused " + expected + ": " + e.getMessage();
      }
    }
    return null;
  }

  /** Confluent's wire format: a zero, four bytes of schema id, the value. */
  private static byte[] framed(Schema schema, @Nullable Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(FRAME);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /**
   * Whether random values can be made: not of an empty enum or union, nor of a record within
   * itself, for which Avro's generator may find no end.
   */
  private static boolean hasValues(Schema schema, Set<String> within) {
    return switch (schema.getType()) {
      case ENUM -> !schema.getEnumSymbols().isEmpty();
      case UNION -> !schema.getTypes().isEmpty() && all(schema.getTypes(), within);
      case ARRAY -> hasValues(schema.getElementType(), within);
      case MAP -> hasValues(schema.getValueType(), within);
      case RECORD -> {
        Set<String> inner = new HashSet<>(within);
        yield inner.add(schema.getFullName())
            && all(schema.getFields().stream().map(Schema.Field::schema).toList(), inner);
      }
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED -> true;
    };
  }

  private static boolean all(List<Schema> schemas, Set<String> within) {
    return schemas.stream().allMatch(schema -> hasValues(schema, within));
  }
}
