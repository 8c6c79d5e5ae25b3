package io.millrace.udfs.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Builds plain values from Avro's binary encoding, as the schema of the writer says. */
final class AvroValues {
  /** As deep as Jackson goes: schemas may contain themselves. */
  private static final int MAX_DEPTH = 1000;

  /** Values a byte and values more: nulls take no bytes, so that an array may have billions. */
  private static final int VALUES_PER_BYTE = 16;

  private static final int VALUES_MORE = 1000;

  private final AvroInput input;
  private long left;

  AvroValues(AvroInput input) {
    this.input = input;
    long bySize = (long) input.remaining() * VALUES_PER_BYTE + VALUES_MORE;
    this.left = Math.min(bySize, DecodeLimits.MOST_VALUES);
  }

  @Nullable Object read(Schema schema) throws RefusedException {
    return value(schema, 0);
  }

  private @Nullable Object value(Schema schema, int depth) throws RefusedException {
    if (depth > MAX_DEPTH || left-- <= 0) {
      throw AvroDecoder.refused("Nested too deep, or too many values for its size");
    }
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> input.readBoolean();
      case INT -> (long) input.readInt();
      case LONG -> input.readLong();
      case FLOAT -> (double) input.readFloat();
      case DOUBLE -> input.readDouble();
      case STRING -> Utf8.decode(input.readBytes());
      case BYTES -> binary(schema, input.readBytes());
      case FIXED -> binary(schema, input.readFixed(schema.getFixedSize()));
      case ENUM -> pick(schema.getEnumSymbols());
      case UNION -> value(pick(schema.getTypes()), depth + 1);
      case RECORD -> record(schema, depth);
      case ARRAY -> array(schema.getElementType(), depth);
      case MAP -> map(schema.getValueType(), depth);
    };
  }

  private <T> T pick(List<T> choices) throws RefusedException {
    int index = input.readInt();
    if (index < 0 || index >= choices.size()) {
      throw AvroDecoder.refused("Choice " + index + " of " + choices.size());
    }
    return choices.get(index);
  }

  private Map<String, @Nullable Object> record(Schema schema, int depth) throws RefusedException {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    for (Schema.Field field : schema.getFields()) {
      record.put(field.name(), value(field.schema(), depth + 1));
    }
    return record;
  }

  private List<@Nullable Object> array(Schema element, int depth) throws RefusedException {
    List<@Nullable Object> array = new ArrayList<>();
    for (long block = block(); block > 0; block = block()) {
      for (long i = 0; i < block; i++) {
        array.add(value(element, depth + 1));
      }
    }
    return array;
  }

  private Map<String, @Nullable Object> map(Schema element, int depth) throws RefusedException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (long block = block(); block > 0; block = block()) {
      for (long i = 0; i < block; i++) {
        map.put(Utf8.decode(input.readBytes()), value(element, depth + 1));
      }
    }
    return map;
  }

  /** Items of the next block, 0 at the end. A negative count is followed by the block's size. */
  private long block() throws RefusedException {
    long count = input.readLong();
    if (count >= 0) {
      return count;
    }
    input.readLong();
    if (count == Long.MIN_VALUE) {
      throw AvroDecoder.refused("A block of more than 2^63 items");
    }
    return -count;
  }

  private static String binary(Schema schema, byte[] bytes) throws RefusedException {
    LogicalType type = schema.getLogicalType();
    if (!(type instanceof LogicalTypes.Decimal decimal)) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    BigInteger digits = bytes.length == 0 ? null : new BigInteger(bytes);
    // Four bits a digit: to write out a million digits would take minutes.
    if (digits == null || digits.bitLength() > 4L * decimal.getPrecision()) {
      throw AvroDecoder.refused("A decimal without digits, or with more than its type has");
    }
    return new BigDecimal(digits, decimal.getScale()).toPlainString();
  }
}
