package io.millrace.jobs.runtime.option;

import java.util.Map;
import java.util.Set;

/** What the user set, and the defaults of the rest. */
public final class OptionValues {
  private final Map<String, Object> values;
  private final Set<String> given;
  private final Map<String, String> passedThrough;

  OptionValues(Map<String, Object> values, Set<String> given, Map<String, String> passedThrough) {
    this.values = Map.copyOf(values);
    this.given = Set.copyOf(given);
    this.passedThrough = Map.copyOf(passedThrough);
  }

  /** The value of an option; if it was not set, its default in the set that read the arguments. */
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
    return "OptionValues" + given + passedThrough.keySet();
  }
}
