package io.millrace.udfs.format;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Arrays of Sparkplug B: their elements one behind the other in bytes, little-endian. */
final class SparkplugArray {
  private SparkplugArray() {}

  static List<Object> read(SparkplugType type, ByteString bytes, String path)
      throws RefusedException {
    return switch (type) {
      case BOOLEAN_ARRAY -> booleans(bytes, path);
      case STRING_ARRAY -> texts(bytes, path);
      default -> numbers(type, bytes, path);
    };
  }

  private static List<Object> numbers(SparkplugType type, ByteString bytes, String path)
      throws RefusedException {
    int width = width(type);
    if (bytes.size() % width != 0) {
      String reason = bytes.size() + " bytes are no " + type.word() + " of " + width + " each";
      throw SparkplugFields.refused(path, reason);
    }
    ByteBuffer in = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Object> numbers = new ArrayList<>(bytes.size() / width);
    while (in.hasRemaining()) {
      numbers.add(number(type, in));
    }
    return numbers;
  }

  private static int width(SparkplugType type) {
    return switch (type) {
      case INT8_ARRAY, UINT8_ARRAY -> Byte.BYTES;
      case INT16_ARRAY, UINT16_ARRAY -> Short.BYTES;
      case INT32_ARRAY, UINT32_ARRAY, FLOAT_ARRAY -> Integer.BYTES;
      default -> Long.BYTES;
    };
  }

  private static Object number(SparkplugType type, ByteBuffer in) {
    return switch (type) {
      case INT8_ARRAY -> (Object) (long) in.get();
      case UINT8_ARRAY -> (long) (in.get() & 0xFF);
      case INT16_ARRAY -> (long) in.getShort();
      case UINT16_ARRAY -> (long) (in.getShort() & 0xFFFF);
      case INT32_ARRAY -> (long) in.getInt();
      case UINT32_ARRAY -> in.getInt() & 0xFFFF_FFFFL;
      case FLOAT_ARRAY -> (double) in.getFloat();
      case DOUBLE_ARRAY -> in.getDouble();
      case UINT64_ARRAY -> SparkplugType.unsigned(in.getLong());
      default -> in.getLong();
    };
  }

  /** Their number in four bytes, then eight to a byte, the first in the highest bit. */
  private static List<Object> booleans(ByteString bytes, String path) throws RefusedException {
    ByteBuffer in = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int count = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    if (count < 0 || in.remaining() != (count + 7L) / 8) {
      throw SparkplugFields.refused(path, "A BooleanArray has another length than it says");
    }
    List<Object> booleans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      booleans.add((in.get(Integer.BYTES + i / 8) >> (7 - i % 8) & 1) == 1);
    }
    return booleans;
  }

  /** UTF-8, each ended by a zero. */
  private static List<Object> texts(ByteString bytes, String path) throws RefusedException {
    List<Object> texts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.size(); i++) {
      if (bytes.byteAt(i) == 0) {
        texts.add(Utf8.decode(bytes.substring(start, i).toByteArray()));
        start = i + 1;
      }
    }
    if (start < bytes.size()) {
      throw SparkplugFields.refused(path, "A StringArray must end with a zero");
    }
    return texts;
  }
}
