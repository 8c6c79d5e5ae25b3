package io.millrace.udfs.inference;

import io.millrace.udfs.mapping.PropertyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a table's column are read, found as for the members of messages.
 *
 * @param expression that gives the property's value of a row
 * @param confidence from 0 to 1, see {@link Confidence}
 * @param agreeing how many of the values agree, of {@code all}
 * @param text what they are written as, for people
 */
public record ColumnReading(
    PropertyType type, String expression, double confidence, long agreeing, long all, String text) {

  /**
   * The reading that most values agree with, or null where there is none.
   *
   * @param root variable of the expression
   * @param values those that are there
   */
  public static @Nullable ColumnReading of(String root, String column, List<Object> values) {
    Place place = Place.root(root).child(column);
    PlaceValues found = new PlaceValues(place);
    values.forEach(found::add);
    Reading reading = Readings.of(found);
    return reading == null
        ? null
        : new ColumnReading(
            reading.notation().type(),
            reading.notation().expression(place.expression()),
            reading.confidence(),
            reading.agreeing(),
            reading.all(),
            reading.notation().text());
  }

  /** The expression that gives a column's value as it is. */
  public static String plain(String root, String column) {
    return Place.root(root).child(column).expression();
  }
}
