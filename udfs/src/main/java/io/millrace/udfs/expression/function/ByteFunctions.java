package io.millrace.udfs.expression.function;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.BYTES;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import io.millrace.udfs.expression.ExpressionException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers out of binary payloads. */
final class ByteFunctions {
  static final CelType OCTETS = ListType.create(INT);

  private ByteFunctions() {}

  static List<MappingFunction> all() {
    return List.of(
        Signatures.of("base64").call(OCTETS, STRING).is(a -> base64(Argument.text(a[0]))),
        Signatures.of("hex").call(OCTETS, STRING).is(a -> hex(Argument.text(a[0]))),
        Signatures.of("uint")
            .call(INT, OCTETS, INT, INT, STRING)
            .call(INT, BYTES, INT, INT, STRING)
            .prepared(3, settings -> whole(Order.of(settings), false)),
        Signatures.of("sint")
            .call(INT, OCTETS, INT, INT, STRING)
            .call(INT, BYTES, INT, INT, STRING)
            .prepared(3, settings -> whole(Order.of(settings), true)),
        Signatures.of("float32")
            .call(DOUBLE, OCTETS, INT, STRING)
            .call(DOUBLE, BYTES, INT, STRING)
            .prepared(2, settings -> real(Order.of(settings), Float.BYTES)),
        Signatures.of("float64")
            .call(DOUBLE, OCTETS, INT, STRING)
            .call(DOUBLE, BYTES, INT, STRING)
            .prepared(2, settings -> real(Order.of(settings), Double.BYTES)),
        Signatures.of("bits")
            .call(INT, INT, INT, INT)
            .is(a -> bits(Argument.whole(a[0]), a[1], a[2])),
        Signatures.of("bit")
            .call(BOOL, INT, INT)
            .is(a -> (Argument.whole(a[0]) >>> Argument.within(a[1], 0, 63, "The bit") & 1) == 1),
        Signatures.of("slice")
            .call(ListType.create(DYN), ListType.create(DYN), INT)
            .call(ListType.create(DYN), ListType.create(DYN), INT, INT)
            .call(OCTETS, BYTES, INT)
            .call(OCTETS, BYTES, INT, INT)
            .is(ByteFunctions::slice));
  }

  private static FunctionBody whole(Order order, boolean signed) {
    return a -> {
      int length = Argument.within(a[2], 1, Long.BYTES, "The length");
      long value = order.read(Bytes.from(a[0]), Argument.whole(a[1]), length);
      int unused = Long.SIZE - length * Byte.SIZE;
      if (!signed && unused == 0 && value < 0) {
        throw ExpressionException.failed(
            Long.toUnsignedString(value) + " is beyond the 63 bits of a whole number");
      }
      return signed ? value << unused >> unused : value;
    };
  }

  private static FunctionBody real(Order order, int length) {
    return a -> {
      long value = order.read(Bytes.from(a[0]), Argument.whole(a[1]), length);
      return length == Float.BYTES
          ? (double) Float.intBitsToFloat((int) value)
          : Double.longBitsToDouble(value);
    };
  }

  private static Bytes base64(String text) throws ExpressionException {
    try {
      boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
      return Bytes.of((urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text));
    } catch (IllegalArgumentException e) {
      throw ExpressionException.failed("No base64: " + e.getMessage());
    }
  }

  private static Bytes hex(String text) throws ExpressionException {
    try {
      return Bytes.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw ExpressionException.failed("No hexadecimal bytes: " + e.getMessage());
    }
  }

  private static long bits(long value, @Nullable Object from, @Nullable Object count)
      throws ExpressionException {
    int start = Argument.within(from, 0, 63, "The first bit");
    int length = Argument.within(count, 1, Math.min(63, 64 - start), "The count of bits");
    return value >>> start & ((1L << length) - 1);
  }

  private static List<?> slice(@Nullable Object[] a) throws ExpressionException {
    List<?> list = a[0] instanceof List<?> elements ? elements : Bytes.from(a[0]);
    int to = a.length == 3 ? Argument.within(a[2], 0, list.size(), "The end") : list.size();
    return list.subList(Argument.within(a[1], 0, to, "The start"), to);
  }
}
