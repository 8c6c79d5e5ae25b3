package io.millrace.jobs.runtime.option;

import java.util.Map;

/** What the user set, and the defaults of the rest. */
public final class OptionValues {
  private final Map<String, Object> values;
  private final Map<String, String> passedThrough;

  OptionValues(Map<String, Object> values, Map<String, String> passedThrough) {
    this.values = Map.copyOf(values);
    this.passedThrough = Map.copyOf(passedThrough);
  }

  /** The value of an option, its default if it was not set. */
  @SuppressWarnings("unchecked") // OptionSet puts what the option's own type parsed
  public <T> T get(Option<T> option) {
    return (T) values.getOrDefault(option.key(), option.defaultValue());
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
