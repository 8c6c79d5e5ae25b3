package io.millrace.udfs.rules.window;

import com.google.common.hash.Hashing;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.PropertyExpression;
import java.nio.charset.StandardCharsets;

/**
 * What an expression gives of each event. A cell is 64 bits: of a number column the number itself,
 * of another a hash of the value, {@link #MISSING} where the event lacks a property.
 *
 * @param numeric whether its values must be finite numbers
 * @param parts what accumulators keep of it, see {@link Parts}
 */
record Column(PropertyExpression value, boolean numeric, int parts) {
  /** The bits of NaN, which no column holds. */
  static final long MISSING = Double.doubleToLongBits(Double.NaN);

  /** Squares of greater numbers leave the range of a double. */
  private static final double MOST_TO_SQUARE = 1e150;

  /**
   * The cell of an event.
   *
   * @throws ExpressionException if the expression fails, or gives what is no finite number where
   *     one is asked for
   */
  long cell(Event event) throws ExpressionException {
    Object found = value.value(event);
    if (found == null) {
      return MISSING;
    }
    return numeric ? Double.doubleToLongBits(number(found)) : hash(found);
  }

  private double number(Object found) throws ExpressionException {
    if (!(found instanceof Number number)) {
      throw ExpressionException.failed("'" + value.source() + "' gave a value that is no number");
    }
    double plain = number.doubleValue();
    if (!Double.isFinite(plain)) {
      throw ExpressionException.failed("'" + value.source() + "' gave " + plain);
    }
    boolean squares = (parts & Parts.SQUARES) != 0 && Math.abs(plain) > MOST_TO_SQUARE;
    boolean quantiles = (parts & Parts.QUANTILES) != 0 && !Quantiles.holds(plain);
    if (squares || quantiles) {
      throw ExpressionException.failed("'" + value.source() + "' gave " + plain + ": too great");
    }
    return plain == 0.0 ? 0.0 : plain;
  }

  /** Numbers that are equal have one hash, whether whole or not. */
  private static long hash(Object found) {
    Object plain =
        found instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1L << 53
            ? (Object) d.longValue()
            : found;
    String text = plain.getClass().getSimpleName() + ":" + plain;
    long hash = Hashing.farmHashFingerprint64().hashString(text, StandardCharsets.UTF_8).asLong();
    return hash == MISSING ? 0 : hash;
  }
}
