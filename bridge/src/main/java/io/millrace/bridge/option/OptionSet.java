package io.millrace.bridge.option;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The options that a program has; refuses what it does not know. */
public final class OptionSet {
  private final Map<String, Option<?>> options = new TreeMap<>();
  private final String prefix;

  /**
   * @param prefix keys that begin with it are handed through unread, as secrets
   */
  public OptionSet(String prefix, List<Option<?>> options) {
    this.prefix = prefix;
    options.forEach(option -> this.options.put(option.key(), option));
  }

  /**
   * Reads settings; the first place that has a key counts.
   *
   * @throws OptionException for an unknown key, a secret in the command line, or a value that does
   *     not fit
   */
  OptionValues read(List<Settings> places) {
    Map<String, Object> values = new HashMap<>();
    Map<String, String> passedThrough = new HashMap<>();
    for (Settings place : places) {
      place
          .texts()
          .forEach(
              (key, text) -> {
                if (key.startsWith(prefix) && key.length() > prefix.length()) {
                  passedThrough.putIfAbsent(key.substring(prefix.length()), text);
                } else {
                  values.putIfAbsent(key, parse(place, key, text));
                }
              });
    }
    return new OptionValues(values, passedThrough);
  }

  private Object parse(Settings place, String key, String text) {
    Option<?> option =
        find(key)
            .orElseThrow(
                () ->
                    new OptionException(
                        place.origin() + ": " + key + " is not known; known are " + known()));
    if (option.secret() && place.command()) {
      throw new OptionException(
          "--"
              + key
              + " is a secret, which others would see in the list of processes: set "
              + Environment.variable(key)
              + " or put it into the file of --config");
    }
    try {
      return option.type().parse().apply(text);
    } catch (IllegalArgumentException e) {
      String shown = option.secret() ? "its value" : "'" + text + "'";
      throw new OptionException(
          place.origin() + ": " + key + ": " + shown + " does not do: " + e.getMessage());
    }
  }

  private Optional<Option<?>> find(String key) {
    Option<?> exact = options.get(key);
    return exact != null
        ? Optional.of(exact)
        : options.values().stream().filter(option -> option.match(key).isPresent()).findFirst();
  }

  private String known() {
    return String.join(", ", options.keySet()) + ", " + prefix + "*";
  }

  /** The keys, to find the one that a variable of the environment means. */
  List<String> keys() {
    return List.copyOf(options.keySet());
  }

  String prefix() {
    return prefix;
  }

  /** The options as a table, with defaults, for {@code --help}. */
  public String table() {
    int width = options.keySet().stream().mapToInt(String::length).max().orElse(0) + 4;
    String rows =
        options.values().stream().map(o -> row(o, width)).collect(Collectors.joining("\n"));
    return rows + "\n" + pad("--" + prefix + "*", width) + "handed through as it is";
  }

  private static <T> String row(Option<T> option, int width) {
    String value = option.type().show().apply(option.defaultValue());
    return "%s%s (%s; default: %s)"
        .formatted(
            pad((option.secret() ? "  " : "--") + option.key(), width),
            option.description(),
            option.secret() ? "secret, not as a flag" : option.type().word(),
            value.isEmpty() ? "none" : value);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
