package io.millrace.udfs.mapping;

import io.millrace.udfs.device.Device;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the expressions of a mapping see of one message: variables by name, see {@link Variables}.
 * It changes from mapping to mapping and from element to element, and makes only what is asked for;
 * not safe for use by many threads.
 */
final class Scope extends AbstractMap<String, @Nullable Object> implements ElementScope {
  private static final int NO_ELEMENT = -1;

  private final Message message;
  private final @Nullable Object payload;
  private final Subject sender;
  private Subject subject;
  private Map<String, ?> lookups = Map.of();
  private @Nullable Object decoded;
  private @Nullable Object item;
  private @Nullable Object key;
  private int index = NO_ELEMENT;

  /**
   * @param payload what the message says
   * @param device the one that sent it, null if the catalogue lacks it
   */
  Scope(Message message, @Nullable Object payload, @Nullable Device device) {
    this.message = message;
    this.payload = payload;
    this.sender = new Subject(message.deviceId(), device);
    this.subject = sender;
  }

  /** Starts with the next mapping. */
  void enter(Map<String, ?> tables) {
    lookups = tables;
    subject = sender;
    decoded = null;
    item = null;
    key = null;
    index = NO_ELEMENT;
  }

  /** Says what the mapping's codec made of the message. */
  void decoded(Object data) {
    decoded = data;
  }

  @Override
  public void element(int place, @Nullable Object name, @Nullable Object element) {
    subject = sender;
    index = place;
    key = name;
    item = element;
  }

  /** Says that the observation is of another device than the sender. */
  void observe(String id, @Nullable Device device) {
    subject = new Subject(id, device);
  }

  Message message() {
    return message;
  }

  /** The device that the observation is of. */
  Subject subject() {
    return subject;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    return name instanceof String text ? value(text) : null;
  }

  private @Nullable Object value(String name) {
    return switch (name) {
      case Variables.PAYLOAD -> payload;
      case Variables.DEVICE -> subject.record();
      case Variables.GATEWAY -> sender.record();
      case Variables.HEADERS -> message.headers();
      case Variables.LOOKUPS -> lookups;
      case Variables.DECODED -> decoded;
      case Variables.ITEM -> item;
      case Variables.KEY -> key;
      case Variables.INDEX -> index == NO_ELEMENT ? null : Long.valueOf(index);
      default -> null;
    };
  }

  /** An element may be null and still be there. */
  @Override
  public boolean containsKey(@Nullable Object name) {
    return Variables.ITEM.equals(name) ? index != NO_ELEMENT : get(name) != null;
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (String name : Variables.NAMES) {
      if (containsKey(name)) {
        all.put(name, get(name));
      }
    }
    return all.entrySet();
  }
}
