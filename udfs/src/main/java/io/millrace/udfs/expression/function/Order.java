package io.millrace.udfs.expression.function;

import io.millrace.udfs.expression.ExpressionException;
import org.jspecify.annotations.Nullable;

/** The order of a number's bytes. */
enum Order {
  BIG,
  LITTLE;

  static Order of(@Nullable Object[] settings) throws ExpressionException {
    return switch (Argument.text(settings[0])) {
      case "be" -> BIG;
      case "le" -> LITTLE;
      default -> throw ExpressionException.failed("The byte order must be 'be' or 'le'");
    };
  }

  /** The bits of up to eight bytes. */
  long read(Bytes bytes, long offset, int length) throws ExpressionException {
    if (offset < 0 || offset > bytes.size() - length) {
      throw ExpressionException.failed(
          length + " bytes from " + offset + " on are beyond the " + bytes.size() + " there are");
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      int at = (int) offset + (this == BIG ? i : length - 1 - i);
      value = value << Byte.SIZE | bytes.octet(at);
    }
    return value;
  }
}
