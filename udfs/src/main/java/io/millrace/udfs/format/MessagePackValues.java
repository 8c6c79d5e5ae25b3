package io.millrace.udfs.format;

import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageUnpacker;

/** Builds plain values from one MessagePack payload. */
final class MessagePackValues {
  /** As deep as Jackson goes: deeper values would eat the stack. */
  private static final int MAX_DEPTH = 1000;

  private static final byte TIMESTAMP = -1;

  private final MessageUnpacker unpacker;
  private final int size;
  private int left = DecodeLimits.MOST_VALUES;

  /**
   * @param size bytes of the payload: no text, no bytes and no collection in it can be longer
   */
  MessagePackValues(MessageUnpacker unpacker, int size) {
    this.unpacker = unpacker;
    this.size = size;
  }

  @Nullable Object read() throws IOException, RefusedException {
    return value(0);
  }

  private @Nullable Object value(int depth) throws IOException, RefusedException {
    if (depth > MAX_DEPTH || left-- <= 0) {
      throw MessagePackDecoder.refused("Nested too deep, or too many values");
    }
    MessageFormat format = unpacker.getNextFormat();
    return switch (format.getValueType()) {
      case NIL -> {
        unpacker.unpackNil();
        yield null;
      }
      case BOOLEAN -> unpacker.unpackBoolean();
      case INTEGER -> whole(format);
      case FLOAT -> unpacker.unpackDouble();
      case STRING -> Utf8.decode(bytes(unpacker.unpackRawStringHeader()));
      case BINARY -> base64(bytes(unpacker.unpackBinaryHeader()));
      case ARRAY -> list(depth);
      case MAP -> map(depth);
      case EXTENSION -> extension();
    };
  }

  private Object whole(MessageFormat format) throws IOException {
    if (format != MessageFormat.UINT64) {
      return unpacker.unpackLong();
    }
    BigInteger value = unpacker.unpackBigInteger();
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value.doubleValue();
  }

  private List<@Nullable Object> list(int depth) throws IOException, RefusedException {
    int count = unpacker.unpackArrayHeader();
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(int depth) throws IOException, RefusedException {
    int count = unpacker.unpackMapHeader();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Object key = value(depth + 1);
      if (!(key instanceof String) && !(key instanceof Long)) {
        throw MessagePackDecoder.refused("A key must be text or a whole number");
      }
      map.put(key.toString(), value(depth + 1));
    }
    return map;
  }

  private Object extension() throws IOException, RefusedException {
    ExtensionTypeHeader header = unpacker.unpackExtensionTypeHeader();
    if (header.getType() != TIMESTAMP) {
      Map<String, Object> extension = new LinkedHashMap<>();
      extension.put("type", (long) header.getType());
      extension.put("data", base64(bytes(header.getLength())));
      return extension;
    }
    try {
      return unpacker.unpackTimestamp(header).toString();
    } catch (DateTimeException e) {
      throw MessagePackDecoder.refused("A timestamp beyond every calendar");
    }
  }

  /** Looks at what is left first: a length that lies must not reserve memory. */
  private byte[] bytes(int length) throws IOException, RefusedException {
    if (length < 0 || length > size - unpacker.getTotalReadBytes()) {
      throw MessagePackDecoder.refused("Ends before " + length + " bytes that it announces");
    }
    return unpacker.readPayload(length);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
