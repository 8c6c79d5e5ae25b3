package io.millrace.udfs.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** What Avro's own writer makes of values, and what they are as plain values. */
final class AvroBytes {
  private AvroBytes() {}

  /** A schema as it was recorded, or null where it is none that can be parsed alone. */
  static Schema parse(JsonNode schema) {
    try {
      return new Schema.Parser().parse(schema.toString());
    } catch (SchemaParseException e) {
      return null;
    }
  }

  /**
   * Whether random values can be made: not so where there is an enum or a union that is empty, nor
   * of a record within itself, for which Avro's generator may find no end.
   */
  static boolean hasValues(Schema schema, Set<String> within) {
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

  static byte[] framed(Schema schema, Object value, int id) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  static Object symbol(Schema schema, String symbol) {
    return new GenericData.EnumSymbol(schema, symbol);
  }

  static ByteBuffer decimal(BigDecimal value) {
    return ByteBuffer.wrap(value.unscaledValue().toByteArray());
  }

  static Object plain(Schema schema, Object value) {
    return switch (schema.getType()) {
      case NULL, BOOLEAN, LONG, DOUBLE -> value;
      case INT -> ((Integer) value).longValue();
      case FLOAT -> ((Float) value).doubleValue();
      case STRING, ENUM -> value.toString();
      case BYTES -> Base64.getEncoder().encodeToString(((ByteBuffer) value).array());
      case FIXED -> Base64.getEncoder().encodeToString(((GenericData.Fixed) value).bytes());
      case UNION -> {
        int index = GenericData.get().resolveUnion(schema, value);
        yield plain(schema.getTypes().get(index), value);
      }
      case RECORD -> record((GenericRecord) value);
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        ((Collection<?>) value).forEach(item -> list.add(plain(schema.getElementType(), item)));
        yield list;
      }
      case MAP -> {
        Map<String, Object> map = new HashMap<>();
        ((Map<?, ?>) value)
            .forEach((key, item) -> map.put(key.toString(), plain(schema.getValueType(), item)));
        yield map;
      }
    };
  }

  private static Map<String, Object> record(GenericRecord record) {
    Map<String, Object> map = new HashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      map.put(field.name(), plain(field.schema(), record.get(field.pos())));
    }
    return map;
  }
}
