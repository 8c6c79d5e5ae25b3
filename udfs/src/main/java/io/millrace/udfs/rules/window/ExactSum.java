package io.millrace.udfs.rules.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A sum of doubles without rounding error: an expansion of parts that do not overlap (Shewchuk,
 * "Adaptive Precision Floating-Point Arithmetic", 1997; also Python's {@code math.fsum}). What was
 * added can be taken away again, and the value depends only on what is in it, not on the order or
 * on what was there before. So a sliding sum equals the one computed afresh, bit for bit.
 *
 * <p>Holds finite values only; a sum beyond the range of a double gives an infinite {@link #value}.
 */
final class ExactSum {
  private static final int USUAL = 4;

  /** From the least to the greatest magnitude. */
  private double[] parts = new double[USUAL];

  private int size;

  void add(double value) {
    double carry = value;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      double part = parts[i];
      double sum = carry + part;
      double carried = sum - carry;
      double error = (carry - (sum - carried)) + (part - carried);
      if (error != 0.0) {
        parts[kept++] = error;
      }
      carry = sum;
    }
    size = kept;
    if (carry != 0.0) {
      push(carry);
    }
  }

  void subtract(double value) {
    add(-value);
  }

  /** Adds a product without rounding it. */
  void addProduct(double a, double b) {
    double product = a * b;
    add(product);
    add(Math.fma(a, b, -product));
  }

  void subtractProduct(double a, double b) {
    addProduct(-a, b);
  }

  void add(ExactSum other) {
    for (int i = 0; i < other.size; i++) {
      add(other.parts[i]);
    }
  }

  /** Adds the other sum times a factor. */
  void addScaled(ExactSum other, double factor) {
    for (int i = 0; i < other.size; i++) {
      addProduct(other.parts[i], factor);
    }
  }

  /** Takes the square of the other sum away. */
  void subtractSquare(ExactSum other) {
    for (int i = 0; i < other.size; i++) {
      addScaled(other, -other.parts[i]);
    }
  }

  void clear() {
    size = 0;
  }

  /** The sum, rounded once to the nearest double, ties to even. */
  double value() {
    if (size == 0) {
      return 0.0;
    }
    int i = size - 1;
    double high = parts[i];
    double low = 0.0;
    while (i > 0) {
      double before = high;
      double part = parts[--i];
      high = before + part;
      low = part - (high - before);
      if (low != 0.0) {
        break;
      }
    }
    return i > 0 ? halfway(high, low, parts[i - 1]) : high;
  }

  /** Half a unit in the last place went to even; the parts below may say that it lay beyond. */
  private static double halfway(double high, double low, double below) {
    if ((low < 0.0 && below < 0.0) || (low > 0.0 && below > 0.0)) {
      double twice = low * 2.0;
      double away = high + twice;
      return twice == away - high ? away : high;
    }
    return high;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeDouble(parts[i]);
    }
  }

  static ExactSum read(DataInput in) throws IOException {
    ExactSum sum = new ExactSum();
    int size = in.readUnsignedByte();
    for (int i = 0; i < size; i++) {
      sum.push(in.readDouble());
    }
    return sum;
  }

  private void push(double part) {
    if (size == parts.length) {
      parts = Arrays.copyOf(parts, 2 * size);
    }
    parts[size++] = part;
  }
}
