package io.millrace.bridge.option;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where settings come from: flags ({@code --key value}, {@code --key=value}) before the environment
 * before the file that {@code --config FILE} names ({@code key=value}, a Java properties file).
 */
public final class OptionSources {
  private static final String CONFIG = "config";

  private OptionSources() {}

  /**
   * Reads them all.
   *
   * @throws OptionException where something cannot be used
   */
  public static OptionValues read(
      OptionSet options, List<String> arguments, Map<String, String> environment) {
    Settings flags = flags(arguments);
    Settings variables = Environment.settings(options, environment);
    String file = flags.texts().remove(CONFIG);
    return options.read(
        file == null ? List.of(flags, variables) : List.of(flags, variables, file(Path.of(file))));
  }

  private static Settings flags(List<String> arguments) {
    TreeMap<String, String> texts = new TreeMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--") || argument.length() == 2) {
        throw new OptionException("'" + argument + "' is no option; write --key value");
      }
      int equals = argument.indexOf('=');
      String key = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
      if (equals < 0 && ++i == arguments.size()) {
        throw new OptionException("--" + key + " needs a value");
      }
      String value = equals < 0 ? arguments.get(i) : argument.substring(equals + 1);
      if (texts.put(key, value) != null) {
        throw new OptionException("--" + key + " is given twice");
      }
    }
    return new Settings("The command line", true, texts);
  }

  private static Settings file(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new OptionException(file + " cannot be read: " + e.getMessage());
    }
    TreeMap<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return new Settings(file.toString(), false, texts);
  }
}
