package io.millrace.udfs.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of properties in bytes: a tag of one byte, then the value. Tags are never reused. */
public final class PropertyCodec {
  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int LONG = 3;
  private static final int DOUBLE = 4;
  private static final int STRING = 5;
  private static final int LIST = 6;
  private static final int MAP = 7;

  private PropertyCodec() {}

  public static void write(@Nullable Object value, DataOutput out) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof Boolean flag) {
      out.writeByte(flag ? TRUE : FALSE);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      writeLong(number, out);
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeDouble(number);
    } else if (value instanceof List<?> list) {
      out.writeByte(LIST);
      writeCount(list.size(), out);
      for (Object element : list) {
        write(element, out);
      }
    } else if (value instanceof Map<?, ?> map) {
      out.writeByte(MAP);
      writeMap(map, out);
    } else {
      out.writeByte(STRING);
      writeText(value.toString(), out);
    }
  }

  public static @Nullable Object read(DataInput in) throws IOException {
    int tag = in.readByte();
    return switch (tag) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case LONG -> readLong(in);
      case DOUBLE -> in.readDouble();
      case STRING -> readText(in);
      case LIST -> {
        int size = readCount(in);
        List<@Nullable Object> list = new ArrayList<>(Math.min(size, 1_000));
        for (int i = 0; i < size; i++) {
          list.add(read(in));
        }
        yield list;
      }
      case MAP -> readMap(in);
      default -> throw new IOException("Unknown tag " + tag);
    };
  }

  public static void writeMap(Map<?, ?> map, DataOutput out) throws IOException {
    writeCount(map.size(), out);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      writeText(String.valueOf(entry.getKey()), out);
      write(entry.getValue(), out);
    }
  }

  public static Map<String, @Nullable Object> readMap(DataInput in) throws IOException {
    int size = readCount(in);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(readText(in), read(in));
    }
    return map;
  }

  /** UTF-8 of any length, led by its length. */
  public static void writeText(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeCount(bytes.length, out);
    out.write(bytes);
  }

  public static String readText(DataInput in) throws IOException {
    byte[] bytes = new byte[readCount(in)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A number that is not negative; small ones take one byte. */
  public static void writeCount(int count, DataOutput out) throws IOException {
    int left = count;
    while ((left & ~0x7f) != 0) {
      out.writeByte((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.writeByte(left);
  }

  public static int readCount(DataInput in) throws IOException {
    return (int) readVarLong(in);
  }

  /** Any number; those near zero are short (zigzag, as in Avro). */
  public static void writeLong(long number, DataOutput out) throws IOException {
    long left = (number << 1) ^ (number >> 63);
    while ((left & ~0x7fL) != 0) {
      out.writeByte((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.writeByte((int) left);
  }

  public static long readLong(DataInput in) throws IOException {
    long raw = readVarLong(in);
    return (raw >>> 1) ^ -(raw & 1);
  }

  private static long readVarLong(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("A number has more than ten bytes");
  }
}
