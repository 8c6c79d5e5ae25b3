package io.millrace.udfs.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one protobuf message by number. A field that stands twice counts as the last one
 * has it; one of another wire type than is asked for is not there.
 */
final class SparkplugFields {
  private final UnknownFieldSet fields;

  SparkplugFields(ByteString message) throws RefusedException {
    try {
      this.fields = UnknownFieldSet.parseFrom(message);
    } catch (InvalidProtocolBufferException e) {
      throw refused("", "No protobuf: " + e.getMessage());
    }
  }

  static RefusedException refused(String path, String reason) {
    return new RefusedException(RefusalCode.MALFORMED_SPARKPLUG, path, reason);
  }

  /** Notes what is there. */
  static void put(Map<String, @Nullable Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  /** Whether any of these is there, in whatever wire type. */
  boolean hasAny(int from, int to) {
    for (int number = from; number <= to; number++) {
      if (fields.hasField(number)) {
        return true;
      }
    }
    return false;
  }

  /** A whole number in its 64 bits, or null. */
  @Nullable Long whole(int number) {
    return last(fields.getField(number).getVarintList());
  }

  @Nullable Double ofFloat(int number) {
    Integer bits = last(fields.getField(number).getFixed32List());
    return bits == null ? null : Double.valueOf(Float.intBitsToFloat(bits));
  }

  @Nullable Double ofDouble(int number) {
    Long bits = last(fields.getField(number).getFixed64List());
    return bits == null ? null : Double.valueOf(Double.longBitsToDouble(bits));
  }

  @Nullable Boolean flag(int number) {
    Long value = whole(number);
    return value == null ? null : Boolean.valueOf(value != 0);
  }

  @Nullable ByteString bytes(int number) {
    return last(all(number));
  }

  @Nullable String base64(int number) {
    ByteString bytes = bytes(number);
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @Nullable String text(int number) throws RefusedException {
    ByteString text = bytes(number);
    return text == null ? null : Utf8.decode(text.toByteArray());
  }

  /** Texts, bytes or messages, as often as they stand. */
  List<ByteString> all(int number) {
    return fields.getField(number).getLengthDelimitedList();
  }

  List<String> texts(int number) throws RefusedException {
    List<String> texts = new ArrayList<>();
    for (ByteString text : all(number)) {
      texts.add(Utf8.decode(text.toByteArray()));
    }
    return texts;
  }

  /** Whole numbers, packed or not. */
  List<Long> wholes(int number) throws RefusedException {
    List<Long> wholes = new ArrayList<>(fields.getField(number).getVarintList());
    for (ByteString packed : all(number)) {
      CodedInputStream in = packed.newCodedInput();
      try {
        while (!in.isAtEnd()) {
          wholes.add(in.readRawVarint64());
        }
      } catch (IOException e) {
        throw refused("", "No protobuf: " + e.getMessage());
      }
    }
    return wholes;
  }

  private static <T> @Nullable T last(List<T> values) {
    return values.isEmpty() ? null : values.get(values.size() - 1);
  }
}
