package io.millrace.udfs.rules.index;

import io.millrace.udfs.rules.Event;
import io.millrace.udfs.shape.KeyPlace;
import io.millrace.udfs.shape.ShapedMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A property that conditions read, with its value in the present event: looked up once for all. */
final class Attribute {
  /** Up to here every whole number is a double of its own. */
  private static final long EXACT = 1L << 53;

  enum Kind {
    MISSING,
    /** A number that is a double, or a Long that is one too. */
    NUMBER,
    /** A Long that no double equals. */
    BIG,
    /** A text or a truth value. */
    PLAIN,
    /** A list or a map: equal to no literal, beyond no bound. */
    OTHER
  }

  private final String name;
  private final KeyPlace place;
  private int uses;
  private long stamp;
  private Kind kind = Kind.MISSING;
  private @Nullable Object value;
  private double number;

  Attribute(String name) {
    // Maps with keys of literals find it without comparing letters.
    this.name = name.intern();
    this.place = new KeyPlace(name);
  }

  String name() {
    return name;
  }

  /** How many conditions read it after this one more or less. */
  int use(int change) {
    uses += change;
    return uses;
  }

  /** What the event has; looked up if that has not been done. */
  Kind load(Event event, long now) {
    if (stamp != now) {
      stamp = now;
      set(look(event.properties()));
    }
    return kind;
  }

  private @Nullable Object look(Map<String, @Nullable Object> properties) {
    if (properties instanceof ShapedMap map) {
      int slot = place.in(map.shape());
      return slot < 0 ? null : map.value(slot);
    }
    return properties.get(name);
  }

  private void set(@Nullable Object found) {
    value = found;
    if (found instanceof Double real) {
      kind = Kind.NUMBER;
      number = real;
    } else if (found instanceof Long whole) {
      kind = Math.abs(whole) <= EXACT && whole != Long.MIN_VALUE ? Kind.NUMBER : Kind.BIG;
      number = whole;
    } else if (found == null) {
      kind = Kind.MISSING;
    } else {
      kind = found instanceof String || found instanceof Boolean ? Kind.PLAIN : Kind.OTHER;
    }
  }

  /** Of a {@link Kind#NUMBER}. */
  double number() {
    return number;
  }

  /** As the hash of the equal value in {@link io.millrace.udfs.expression.Atom.Equal}. */
  int hash() {
    if (value instanceof String text) {
      return text.hashCode();
    }
    if (value instanceof Double) {
      long whole = (long) number;
      return whole == number && Math.abs(number) < 0x1p63
          ? Long.hashCode(whole)
          : Double.hashCode(number);
    }
    return value == null ? 0 : value.hashCode();
  }

  /** Whether the value equals one in {@link io.millrace.udfs.expression.Atom.Equal}. */
  boolean is(Object wanted) {
    if (value == wanted) {
      return true;
    }
    if (value instanceof Double) {
      return wanted instanceof Long whole
          ? (long) number == whole && (double) (long) number == number && number < 0x1p63
          : wanted.equals(value);
    }
    return wanted.equals(value);
  }
}
