package io.millrace.udfs.mapping;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of an observation's property, with what it accepts. Nothing lossy is accepted: an
 * expression such as {@code double(payload.t)} says so where it is meant.
 *
 * <table>
 *   <caption>casts</caption>
 *   <tr><th>type</th><th>accepts</th><th>becomes</th><th>overflow</th><th>lossy, so refused</th></tr>
 *   <tr><td>string</td><td>string; whole number, boolean</td><td>itself; its text</td><td>none</td>
 *     <td>double</td></tr>
 *   <tr><td>long</td><td>whole number; double without fraction</td><td>long</td>
 *     <td>doubles from 2^53 up refused</td><td>double with a fraction</td></tr>
 *   <tr><td>double</td><td>double; whole number</td><td>double</td><td>NaN, infinities refused</td>
 *     <td>whole number beyond 2^53</td></tr>
 *   <tr><td>boolean</td><td>boolean</td><td>itself</td><td>none</td><td>text, numbers</td></tr>
 *   <tr><td>timestamp</td><td>epoch milliseconds; ISO-8601 with offset</td>
 *     <td>ISO-8601 text in UTC</td><td>none</td><td>text without offset</td></tr>
 *   <tr><td>duration</td><td>milliseconds; ISO-8601 such as PT1M30S</td><td>long, milliseconds</td>
 *     <td>beyond long refused</td><td>parts of a millisecond; months, years</td></tr>
 *   <tr><td>geo-point</td><td>object with lat and lon, latitude and longitude, lat and lng; GeoJSON
 *     Point; list [lon, lat]</td><td>{@code GeoPoint}, WGS 84 degrees</td>
 *     <td>beyond ±90, ±180 refused</td><td>a third coordinate</td></tr>
 *   <tr><td>enum</td><td>what string accepts</td><td>string</td><td>none</td>
 *     <td>a text that is none of the values</td></tr>
 *   <tr><td>list</td><td>list of what its items' type accepts</td><td>list</td>
 *     <td>as the items</td><td>null elements</td></tr>
 *   <tr><td>map</td><td>object of what its items' type accepts</td><td>map with text keys</td>
 *     <td>as the items</td><td>null values; keys that are no text</td></tr>
 * </table>
 *
 * @param items type of the elements of a list or map, null for all others
 * @param values those that an enum has, else empty
 */
public record PropertyType(FieldType kind, @Nullable PropertyType items, List<String> values) {

  public PropertyType {
    values = List.copyOf(values);
  }

  /** A type that needs no more than its name. */
  public static PropertyType of(FieldType kind) {
    return new PropertyType(kind, null, List.of());
  }

  /** The type that a rule's condition sees. */
  public CelType celType() {
    CelType element = items == null ? SimpleType.DYN : items.celType();
    return switch (kind) {
      case STRING, TIMESTAMP, ENUM -> SimpleType.STRING;
      case LONG, DURATION -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case BOOLEAN -> SimpleType.BOOL;
      case GEO_POINT -> MapType.create(SimpleType.STRING, SimpleType.DOUBLE);
      case LIST -> ListType.create(element);
      case MAP -> MapType.create(SimpleType.STRING, element);
    };
  }

  /** For people: {@code list of double}, {@code enum (on, off)}. */
  public String text() {
    if (kind == FieldType.ENUM) {
      return "enum (" + String.join(", ", values) + ")";
    }
    return items == null ? kind.word() : kind.word() + " of " + items.text();
  }

  /** The value in this type, or null where it is not accepted. */
  public @Nullable Object cast(Object value) {
    return switch (kind) {
      case STRING -> Casts.toText(value);
      case LONG -> Casts.toLong(value);
      case DOUBLE -> Casts.toDouble(value);
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case TIMESTAMP -> Casts.toTimestamp(value);
      case DURATION -> Casts.toMillis(value);
      case GEO_POINT -> GeoPointCast.of(value);
      case ENUM -> {
        String text = Casts.toText(value);
        yield text != null && values.contains(text) ? text : null;
      }
      case LIST -> value instanceof List<?> list ? castAll(list) : null;
      case MAP -> value instanceof Map<?, ?> map ? castAll(map) : null;
    };
  }

  private @Nullable Object castItem(@Nullable Object value) {
    return value == null || items == null ? null : items.cast(value);
  }

  private @Nullable List<Object> castAll(List<?> values) {
    List<Object> cast = new ArrayList<>(values.size());
    for (Object value : values) {
      Object item = castItem(value);
      if (item == null) {
        return null;
      }
      cast.add(item);
    }
    return cast;
  }

  private @Nullable Map<String, Object> castAll(Map<?, ?> values) {
    Map<String, Object> cast = new HashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      Object item = castItem(entry.getValue());
      if (item == null || !(entry.getKey() instanceof String key)) {
        return null;
      }
      cast.put(key, item);
    }
    return cast;
  }
}
