package io.millrace.bridge.option;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables of the environment as settings: {@code mqtt.client-id} is {@code
 * MILLRACE_BRIDGE_MQTT_CLIENT_ID}; what all of Millrace shares, Kafka and registry, has no {@code
 * BRIDGE_}: {@code MILLRACE_KAFKA_BOOTSTRAP_SERVERS}. A name in a key is the variable's, in small
 * letters, with dashes for underscores.
 */
final class Environment {
  private static final String OURS = "MILLRACE_BRIDGE_";

  /** The launcher's, for the process as a whole. */
  private static final Set<String> OTHERS = Set.of(OURS + "PORT", OURS + "HEAP");

  private Environment() {}

  /** The variable that sets a key. */
  static String variable(String key) {
    String prefix = isShared(key) ? "MILLRACE_" : OURS;
    return prefix + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static boolean isShared(String key) {
    return key.startsWith("kafka.") || key.startsWith("registry.");
  }

  /**
   * The settings in these variables.
   *
   * @throws OptionException for a variable that begins as the bridge's do and is none
   */
  static Settings settings(OptionSet options, Map<String, String> environment) {
    TreeMap<String, String> texts = new TreeMap<>();
    environment.forEach(
        (variable, text) -> {
          Optional<String> key = key(options, variable);
          if (key.isPresent()) {
            texts.put(key.get(), text);
          } else if (variable.startsWith(OURS) && !OTHERS.contains(variable)) {
            throw new OptionException("The environment's " + variable + " is not known");
          }
        });
    return new Settings("The environment", false, texts);
  }

  private static Optional<String> key(OptionSet options, String variable) {
    for (String key : options.keys()) {
      String pattern = Pattern.quote(variable(key)).replace("*", "\\E([A-Z0-9_]+)\\Q");
      Matcher matcher = Pattern.compile(pattern).matcher(variable);
      if (matcher.matches()) {
        return Optional.of(
            matcher.groupCount() == 0
                ? key
                : key.replace("*", matcher.group(1).toLowerCase(Locale.ROOT).replace('_', '-')));
      }
    }
    return Optional.empty();
  }
}
