package io.millrace.local.conformance;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** What Avro's own values are as the plain values that expressions see. */
final class AvroPlain {
  private AvroPlain() {}

  static @Nullable Object of(Schema schema, @Nullable Object value) {
    return value == null ? null : plain(schema, value);
  }

  private static @Nullable Object plain(Schema schema, Object value) {
    return switch (schema.getType()) {
      case NULL, BOOLEAN, LONG, DOUBLE -> value;
      case INT -> ((Integer) value).longValue();
      case FLOAT -> ((Float) value).doubleValue();
      case STRING, ENUM -> value.toString();
      case BYTES -> base64(((ByteBuffer) value).array());
      case FIXED -> base64(((GenericData.Fixed) value).bytes());
      case UNION -> of(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
      case RECORD -> record((GenericRecord) value);
      case ARRAY -> list(schema.getElementType(), (Collection<?>) value);
      case MAP -> map(schema.getValueType(), (Map<?, ?>) value);
    };
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Map<String, @Nullable Object> record(GenericRecord record) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      plain.put(field.name(), of(field.schema(), record.get(field.pos())));
    }
    return plain;
  }

  private static List<@Nullable Object> list(Schema element, Collection<?> items) {
    List<@Nullable Object> plain = new ArrayList<>();
    items.forEach(item -> plain.add(of(element, item)));
    return plain;
  }

  private static Map<String, @Nullable Object> map(Schema element, Map<?, ?> items) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    items.forEach((key, item) -> plain.put(String.valueOf(key), of(element, item)));
    return plain;
  }
}
