package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.LinkedTo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes state in few bytes: numbers in seven bits a byte, and a text that stood before as its
 * place. {@link StateReader} reads it.
 */
final class StateWriter {
  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int LONG = 3;
  static final int DOUBLE = 4;
  static final int TEXT = 5;
  static final int PLACE = 6;
  static final int LIST = 7;
  static final int MAP = 8;
  static final int LINKED_TO = 9;

  private static final int START = 256;
  private final Map<String, Integer> texts = new HashMap<>();
  private byte[] bytes = new byte[START];
  private int size;

  /**
   * @param known texts that are likely, which whoever reads it knows as well
   */
  StateWriter(String... known) {
    for (String text : known) {
      texts.putIfAbsent(text, texts.size());
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void put(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /** A number that is not negative. */
  void count(long value) {
    room(10);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[size++] = (byte) (left & 0x7f | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  /** Any number; those near zero are short (zigzag, as in Avro). */
  void number(long value) {
    count(value << 1 ^ value >> 63);
  }

  void text(String text) {
    Integer known = texts.get(text);
    if (known != null) {
      count((long) known << 1 | 1);
      return;
    }
    texts.put(text, texts.size());
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    count((long) utf8.length << 1);
    raw(utf8, 0, utf8.length);
  }

  void bytes(ByteBuffer value) {
    count(value.remaining());
    raw(value.array(), value.arrayOffset() + value.position(), value.remaining());
  }

  /** A value of a property or link. */
  void value(@Nullable Object value) {
    if (value == null) {
      put(NULL);
    } else if (value instanceof Boolean truth) {
      put(truth ? TRUE : FALSE);
    } else if (value instanceof Long number) {
      put(LONG);
      number(number);
    } else if (value instanceof Double number) {
      put(DOUBLE);
      real(number);
    } else if (value instanceof GeoPoint place) {
      put(PLACE);
      real(place.getLat());
      real(place.getLon());
    } else if (value instanceof List<?> list) {
      put(LIST);
      count(list.size());
      list.forEach(this::value);
    } else if (value instanceof Map<?, ?> map) {
      put(MAP);
      map(map);
    } else if (value instanceof LinkedTo to) {
      put(LINKED_TO);
      text(to.getOtherId());
      map(to.getProperties());
    } else {
      put(TEXT);
      text(value.toString());
    }
  }

  private void map(Map<?, ?> map) {
    count(map.size());
    map.forEach(
        (key, value) -> {
          text(String.valueOf(key));
          value(value);
        });
  }

  private void real(double value) {
    room(Long.BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (bits >>> shift);
    }
  }

  private void raw(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
