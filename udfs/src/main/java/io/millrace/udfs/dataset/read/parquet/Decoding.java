package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.io.api.Binary;

/**
 * What a value is in a row, of what it is in the file: numbers, texts and times as a table of a
 * database has them, bytes as base64.
 */
@FunctionalInterface
interface Decoding {
  /**
   * The value.
   *
   * @param raw Boolean, Integer, Long, Float, Double, or Binary for all else
   * @throws RefusedException if it is none of its type
   */
  Object of(Object raw) throws RefusedException;

  /** The decoding of a column, by its logical type or what older writers say instead. */
  static Decoding of(SchemaElement column) throws TableException {
    Decoding decimal = Decimals.of(column);
    if (decimal != null) {
      return decimal;
    }
    Decoding time = Times.of(column);
    if (time != null) {
      return time;
    }
    return switch (column.getType()) {
      case BOOLEAN -> raw -> raw;
      case INT32 -> isUnsigned(column) ? raw -> Integer.toUnsignedLong((int) raw) : Decoding::whole;
      case INT64 -> isUnsigned(column) ? Decoding::unsigned : raw -> raw;
      case INT96 -> Times::int96;
      case FLOAT, DOUBLE -> raw -> number(((Number) raw).doubleValue());
      case BYTE_ARRAY -> isText(column) ? Decoding::text : Decoding::base64;
      case FIXED_LEN_BYTE_ARRAY -> fixed(column);
    };
  }

  private static Object whole(Object raw) {
    return ((Integer) raw).longValue();
  }

  private static boolean isUnsigned(SchemaElement column) {
    if (column.isSetLogicalType()) {
      LogicalType type = column.getLogicalType();
      return type.isSetINTEGER() && !type.getINTEGER().isIsSigned();
    }
    return column.isSetConverted_type() && column.getConverted_type().name().startsWith("UINT");
  }

  /** More than a Long holds is text with every digit. */
  private static Object unsigned(Object raw) {
    long value = (long) raw;
    return value < 0 ? Long.toUnsignedString(value) : (Object) value;
  }

  /** JSON has no other numbers. */
  private static Object number(double value) {
    return Double.isFinite(value) ? value : (Object) Double.toString(value);
  }

  private static boolean isText(SchemaElement column) {
    if (column.isSetLogicalType()) {
      LogicalType type = column.getLogicalType();
      return type.isSetSTRING() || type.isSetENUM() || type.isSetJSON();
    }
    ConvertedType old = column.getConverted_type();
    return old == ConvertedType.UTF8 || old == ConvertedType.ENUM || old == ConvertedType.JSON;
  }

  private static Object text(Object raw) throws RefusedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(((Binary) raw).toByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(RefusalCode.NOT_UTF_8, "", "A text is not valid UTF-8");
    }
  }

  private static Object base64(Object raw) {
    return Base64.getEncoder().encodeToString(((Binary) raw).getBytes());
  }

  private static Decoding fixed(SchemaElement column) {
    LogicalType type = column.isSetLogicalType() ? column.getLogicalType() : new LogicalType();
    int length = column.getType_length();
    if (type.isSetUUID() && length == 2 * Long.BYTES) {
      return raw -> {
        ByteBuffer bytes = ((Binary) raw).toByteBuffer();
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
      };
    }
    if (type.isSetFLOAT16() && length == Short.BYTES) {
      return raw -> number(half(little(raw).getShort()));
    }
    boolean interval = column.getConverted_type() == ConvertedType.INTERVAL;
    return interval && length == 3 * Integer.BYTES ? Times::interval : Decoding::base64;
  }

  static ByteBuffer little(Object raw) {
    return ((Binary) raw).toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double sign = bits < 0 ? -1 : 1;
    if (exponent == 0x1f) {
      return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? sign * Math.scalb((double) fraction, -24)
        : sign * Math.scalb((double) (fraction | 0x400), exponent - 25);
  }
}
