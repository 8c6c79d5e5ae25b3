package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.LinkedTo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateWriter} wrote. What is cut short or damaged is an exception. */
final class StateReader {
  private final byte[] bytes;
  private final List<String> texts = new ArrayList<>();
  private int at;

  /**
   * @param known as the writer knew them
   */
  StateReader(byte[] bytes, String... known) {
    this.bytes = bytes;
    for (String text : known) {
      if (!texts.contains(text)) {
        texts.add(text);
      }
    }
  }

  int get() {
    return bytes[at++];
  }

  long count() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = bytes[at++];
      value |= (part & 0x7fL) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("A number has more than ten bytes");
  }

  int size() {
    return Math.toIntExact(count());
  }

  long number() {
    long raw = count();
    return raw >>> 1 ^ -(raw & 1);
  }

  String text() {
    long head = count();
    int n = Math.toIntExact(head >>> 1);
    if ((head & 1) == 1) {
      return texts.get(n);
    }
    String text = new String(bytes, at, n, StandardCharsets.UTF_8);
    at += n;
    texts.add(text);
    return text;
  }

  /** A copy: the state may be written into again. */
  ByteBuffer bytes() {
    byte[] copy = new byte[size()];
    System.arraycopy(bytes, at, copy, 0, copy.length);
    at += copy.length;
    return ByteBuffer.wrap(copy);
  }

  @Nullable Object value() {
    int tag = get();
    return switch (tag) {
      case StateWriter.NULL -> null;
      case StateWriter.FALSE -> false;
      case StateWriter.TRUE -> true;
      case StateWriter.LONG -> number();
      case StateWriter.DOUBLE -> real();
      case StateWriter.TEXT -> text();
      case StateWriter.PLACE -> new GeoPoint(real(), real());
      case StateWriter.LIST -> list();
      case StateWriter.MAP -> map();
      case StateWriter.LINKED_TO -> new LinkedTo(text(), map());
      default -> throw new IllegalStateException("Unknown tag " + tag);
    };
  }

  private List<Object> list() {
    int size = size();
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value());
    }
    return list;
  }

  private Map<String, Object> map() {
    int size = size();
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(text(), value());
    }
    return map;
  }

  private double real() {
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = bits << 8 | bytes[at++] & 0xff;
    }
    return Double.longBitsToDouble(bits);
  }
}
