package io.millrace.udfs.dataset.read;

import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * The value of a cell: text, Long, Double or Boolean; a date is the text {@code 2026-11-21}, with a
 * time of day {@code 2026-11-21T08:30:00}, for Excel knows no zones. A formula is the value that
 * was saved with it.
 */
final class ExcelCell {
  /** Of a number's format, without texts in quotes and brackets. */
  private static final Pattern NO_SIGNS = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.");

  private static final Pattern DATE_SIGNS = Pattern.compile("[yYdD]|[hH]|[mM]");
  private static final Pattern ERROR =
      Pattern.compile("#(DIV/0!|N/A|NAME\\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)");

  /** Day 0 of the calendar that begins with 1900, as Excel counts since its leap year of 1900. */
  private static final LocalDateTime SERIAL_ZERO = LocalDateTime.of(1899, 12, 30, 0, 0);

  private static final BigDecimal MILLIS_A_DAY = BigDecimal.valueOf(86_400_000);

  /** As much as a double holds without loss. */
  private static final double MOST_WHOLE = 0x1p53;

  private ExcelCell() {}

  static boolean isEmpty(@Nullable Cell cell) {
    return cell == null
        || cell.getType() == CellType.EMPTY
        || cell.getType() == CellType.STRING && cell.getText().isEmpty();
  }

  /**
   * @throws RefusedException if the cell holds an error such as {@code #DIV/0!}
   */
  static Object value(Cell cell) throws RefusedException {
    return switch (cell.getType()) {
      case NUMBER -> number(cell);
      case STRING, EMPTY -> cell.getText();
      case BOOLEAN -> cell.asBoolean();
      case FORMULA -> formula(cell);
      case ERROR -> throw refused(cell, "holds the error " + cell.getRawValue());
    };
  }

  static RefusedException refused(Cell cell, String what) {
    String reason = "Cell " + cell.getAddress() + " " + what;
    return new RefusedException(RefusalCode.MALFORMED_SHEET, cell.getAddress().toString(), reason);
  }

  private static Object number(Cell cell) {
    if (isDate(cell)) {
      return date(cell.asDate());
    }
    return plain(cell.asNumber());
  }

  private static String date(LocalDateTime date) {
    return date.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? date.toLocalDate().toString()
        : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(date);
  }

  private static Object plain(BigDecimal number) {
    double value = number.doubleValue();
    boolean whole = value == Math.rint(value) && Math.abs(value) < MOST_WHOLE;
    return whole ? (Object) (long) value : value;
  }

  private static boolean isDate(Cell cell) {
    String format = cell.getDataFormatString();
    return format != null && DATE_SIGNS.matcher(NO_SIGNS.matcher(format).replaceAll("")).find();
  }

  private static Object formula(Cell cell) throws RefusedException {
    Object value = cell.getValue();
    if (value instanceof BigDecimal number) {
      return isDate(cell) ? date(SERIAL_ZERO.plusNanos(nanos(number))) : plain(number);
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    String text = value == null ? "" : value.toString();
    if (ERROR.matcher(text).matches()) {
      throw refused(cell, "holds the error " + text);
    }
    return text;
  }

  /** A day is 1; to the millisecond, which is all that a double of these sizes holds. */
  private static long nanos(BigDecimal days) {
    return days.multiply(MILLIS_A_DAY).setScale(0, RoundingMode.HALF_UP).longValue() * 1_000_000;
  }
}
