package io.millrace.udfs.rules;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What rules keep state for: an object, or the events that a {@code by} expression gives one value.
 *
 * @param by source of the {@code by} expression; empty for an object
 * @param objectType of the events
 * @param value the object's id, or the value of the expression as a text
 */
public record Key(String by, String objectType, String value) {

  public static Key object(Event event) {
    return new Key("", event.objectType(), event.objectId());
  }

  /** For people: {@code machine/m1}, or the value of the {@code by} expression. */
  public String text() {
    return by.isEmpty() ? objectType + "/" + value : value;
  }

  /** As a record's; asked for each event. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Key key
            && value.equals(key.value)
            && Objects.equals(objectType, key.objectType)
            && by.equals(key.by));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * by.hashCode() + Objects.hashCode(objectType)) + value.hashCode();
  }
}
