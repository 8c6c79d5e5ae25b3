package io.millrace.bridge.option;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the user set, and the defaults of the rest. */
public final class OptionValues {
  private final Map<String, Object> values;
  private final Map<String, String> passedThrough;

  OptionValues(Map<String, Object> values, Map<String, String> passedThrough) {
    this.values = Map.copyOf(values);
    this.passedThrough = Map.copyOf(passedThrough);
  }

  /** The value of an option, its default if it was not set. */
  public <T> T get(Option<T> option) {
    return get(option, "");
  }

  /** The value of an option for a name. */
  @SuppressWarnings("unchecked") // OptionSet puts what the option's own type parsed
  public <T> T get(Option<T> option, String name) {
    return (T) values.getOrDefault(option.keyOf(name), option.defaultValue());
  }

  /** The names for which at least one of these options is set, sorted. */
  public SortedSet<String> names(Option<?>... options) {
    SortedSet<String> names = new TreeSet<>();
    for (Option<?> option : options) {
      values.keySet().forEach(key -> option.match(key).ifPresent(names::add));
    }
    return names;
  }

  /** Settings for others, such as {@code kafka.properties.*}, without their prefix. */
  public Map<String, String> passedThrough() {
    return passedThrough;
  }

  /** Names what was set and no value: any of them may hold a secret. */
  @Override
  public String toString() {
    return "OptionValues" + values.keySet() + passedThrough.keySet();
  }
}
