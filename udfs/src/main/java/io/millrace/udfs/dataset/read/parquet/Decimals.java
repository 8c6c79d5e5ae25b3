package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Decimal numbers: text with every digit, but whole ones that a Long always holds. */
final class Decimals {
  private static final int MOST_DIGITS = 1_000;
  private static final int DIGITS_OF_LONG = 18;

  private Decimals() {}

  /** Null where the column is of none. */
  static @Nullable Decoding of(SchemaElement column) throws TableException {
    int precision;
    int scale;
    if (column.isSetLogicalType() && column.getLogicalType().isSetDECIMAL()) {
      DecimalType type = column.getLogicalType().getDECIMAL();
      precision = type.getPrecision();
      scale = type.getScale();
    } else if (!column.isSetLogicalType() && column.getConverted_type() == ConvertedType.DECIMAL) {
      precision = column.getPrecision();
      scale = column.getScale();
    } else {
      return null;
    }
    if (precision <= 0 || precision > MOST_DIGITS || scale < 0 || scale > precision) {
      throw new TableException(
          "The column '%s' is of decimals of %d digits, %d of them behind the point"
              .formatted(column.getName(), precision, scale));
    }
    boolean whole = scale == 0 && precision <= DIGITS_OF_LONG;
    return raw -> {
      BigInteger digits = digits(raw, precision);
      return whole ? (Object) digits.longValue() : new BigDecimal(digits, scale).toPlainString();
    };
  }

  private static BigInteger digits(Object raw, int precision) throws RefusedException {
    byte[] bytes = raw instanceof Binary binary ? binary.getBytes() : null;
    BigInteger digits = null;
    if (bytes == null) {
      digits = BigInteger.valueOf(((Number) raw).longValue());
    } else if (bytes.length > 0) {
      digits = new BigInteger(bytes);
    }
    // Four bits a digit are enough; to write out a million digits would take minutes.
    if (digits == null || digits.bitLength() > 4L * precision) {
      String reason = "A decimal has no digits, or more than its type has";
      throw new RefusedException(RefusalCode.WRONG_TYPE, "", reason);
    }
    return digits;
  }
}
