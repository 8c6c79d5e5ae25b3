package io.millrace.jobs.runtime.option;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The options that a program has; reads its arguments and refuses what it does not know. */
public final class OptionSet {
  private final Map<String, Option<?>> options = new TreeMap<>();
  private final String prefix;

  /**
   * @param prefix keys that begin with it are handed through unread; they are shown masked
   */
  public OptionSet(String prefix, List<Option<?>> options) {
    this.prefix = prefix;
    options.forEach(option -> this.options.put(option.key(), option));
  }

  /** The same options, with another default for one of them. */
  public <T> OptionSet withDefault(Option<T> option, T value) {
    if (!options.containsKey(option.key())) {
      throw new IllegalArgumentException("No option " + option.key());
    }
    List<Option<?>> all = new ArrayList<>(options.values());
    all.removeIf(each -> each.key().equals(option.key()));
    all.add(
        new Option<>(option.key(), option.type(), value, option.description(), option.secret()));
    return new OptionSet(prefix, all);
  }

  /**
   * Reads {@code --key value} and {@code --key=value}.
   *
   * @throws OptionException for an unknown or repeated key, a missing value or one that does not
   *     fit
   */
  public OptionValues parse(String... args) {
    Map<String, Object> values = new HashMap<>();
    options.values().forEach(option -> values.put(option.key(), option.defaultValue()));
    Set<String> given = new TreeSet<>();
    Map<String, String> passedThrough = new HashMap<>();
    raw(args)
        .forEach(
            (key, text) -> {
              if (key.startsWith(prefix) && key.length() > prefix.length()) {
                passedThrough.put(key.substring(prefix.length()), text);
              } else {
                values.put(key, parse(key, text));
                given.add(key);
              }
            });
    return new OptionValues(values, given, passedThrough);
  }

  /** The options as a table, with defaults, for {@code --help}. */
  public String table() {
    int width = options.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
    String rows =
        options.values().stream().map(o -> row(o, width)).collect(Collectors.joining("\n"));
    return rows + "\n" + pad("--" + prefix + "*", width) + "  handed through as it is";
  }

  private static <T> String row(Option<T> option, int width) {
    String value = option.type().show().apply(option.defaultValue());
    return "%s  %s (%s; default: %s)"
        .formatted(
            pad("--" + option.key(), width),
            option.description(),
            option.type().word(),
            value.isEmpty() ? "none" : value);
  }

  private static Map<String, String> raw(String... args) {
    Map<String, String> raw = new TreeMap<>();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (!arg.startsWith("--") || arg.length() == 2) {
        throw new OptionException("'" + arg + "' is no option; write --key value");
      }
      int equals = arg.indexOf('=');
      String key = equals < 0 ? arg.substring(2) : arg.substring(2, equals);
      String value = equals < 0 ? next(args, ++i) : arg.substring(equals + 1);
      if (value == null) {
        throw new OptionException("--" + key + " needs a value");
      }
      if (raw.put(key, value) != null) {
        throw new OptionException("--" + key + " is given twice");
      }
    }
    return raw;
  }

  private static @Nullable String next(String[] args, int i) {
    return i < args.length ? args[i] : null;
  }

  private Object parse(String key, String text) {
    Option<?> option = options.get(key);
    if (option == null) {
      String known = String.join(", ", options.keySet()) + ", " + prefix + "*";
      throw new OptionException("--" + key + " is not known; known are " + known);
    }
    try {
      return option.type().parse().apply(text);
    } catch (IllegalArgumentException e) {
      String shown = option.secret() ? "its value" : "'" + text + "'";
      throw new OptionException("--" + key + ": " + shown + " does not do: " + e.getMessage());
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
