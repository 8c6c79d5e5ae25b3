package io.millrace.udfs.expression.function;

import dev.cel.common.values.CelByteString;
import io.millrace.udfs.expression.ExpressionException;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Bytes as expressions see them: a list of whole numbers from 0 to 255; a view, not a copy. */
public final class Bytes extends AbstractList<Long> implements RandomAccess {
  private final byte[] bytes;
  private final int start;
  private final int length;

  private Bytes(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
  }

  /** A view on these bytes. */
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes, 0, bytes.length);
  }

  /** Any of the forms that bytes come in, lists of whole numbers included. */
  public static Bytes from(@Nullable Object value) throws ExpressionException {
    if (value instanceof Bytes bytes) {
      return bytes;
    }
    if (value instanceof byte[] bytes) {
      return of(bytes);
    }
    if (value instanceof CelByteString bytes) {
      return of(bytes.toByteArray());
    }
    if (value instanceof List<?> list) {
      return of(numbers(list));
    }
    throw Argument.wrong("bytes", value);
  }

  private static byte[] numbers(List<?> list) throws ExpressionException {
    byte[] bytes = new byte[list.size()];
    int at = 0;
    for (Object number : list) {
      if (!(number instanceof Long octet) || octet < 0 || octet > 255) {
        throw ExpressionException.failed("Element " + at + " is no byte (0 to 255)");
      }
      bytes[at++] = (byte) octet.longValue();
    }
    return bytes;
  }

  @Override
  public Long get(int index) {
    return (long) octet(Objects.checkIndex(index, length));
  }

  @Override
  public int size() {
    return length;
  }

  @Override
  public Bytes subList(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return new Bytes(bytes, start + from, to - from);
  }

  /** The byte as a number from 0 to 255; the index is not checked against this view. */
  int octet(int index) {
    return bytes[start + index] & 0xFF;
  }

  /** A copy. */
  public byte[] toByteArray() {
    return java.util.Arrays.copyOfRange(bytes, start, start + length);
  }
}
