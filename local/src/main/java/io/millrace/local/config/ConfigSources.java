package io.millrace.local.config;

import io.millrace.local.StackException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stack's settings: an option of the command line before an environment variable ({@code
 * MILLRACE_KAFKA_PORT}, {@code MILLRACE_KAFKA_HEAP}) before {@code config.properties} in the
 * stack's home ({@code port.kafka=9092}, {@code heap.kafka=256}) before the standard.
 *
 * @param options ports given on the command line
 */
public record ConfigSources(Map<String, String> environment, Map<PortName, Integer> options) {
  private static final String HOME = "MILLRACE_HOME";

  /** The config of the repository's stack; an error names the setting that cannot be used. */
  public StackConfig read(Path root) {
    StackConfig standard = StackConfig.standard(root);
    String elsewhere = environment.get(HOME);
    Path home = elsewhere == null ? standard.home() : Path.of(elsewhere);
    Properties file = load(home.resolve("config.properties"));
    return new StackConfig(
        root, home, Ports.standard().with(ports(file)), Heaps.standard().with(heaps(file)));
  }

  private Map<PortName, Integer> ports(Properties file) {
    Map<PortName, Integer> ports = new EnumMap<>(PortName.class);
    for (PortName name : PortName.values()) {
      put(ports, name, "port." + name.id(), file.getProperty("port." + name.id()));
      put(ports, name, name.variable(), environment.get(name.variable()));
    }
    ports.putAll(options);
    return ports;
  }

  private Map<ServerName, Integer> heaps(Properties file) {
    Map<ServerName, Integer> heaps = new EnumMap<>(ServerName.class);
    for (ServerName name : ServerName.values()) {
      String variable = "MILLRACE_" + name.id().toUpperCase(Locale.ROOT) + "_HEAP";
      put(heaps, name, "heap." + name.id(), file.getProperty("heap." + name.id()));
      put(heaps, name, variable, environment.get(variable));
    }
    return heaps;
  }

  private static <K> void put(
      Map<K, Integer> settings, K key, String source, @Nullable String value) {
    if (value == null) {
      return;
    }
    try {
      settings.put(key, Integer.valueOf(value.strip()));
    } catch (NumberFormatException e) {
      throw new StackException(source + " must be a whole number, not \"" + value + "\"", e);
    }
  }

  private static Properties load(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new StackException(file + " cannot be read: " + e.getMessage(), e);
      }
    }
    properties.stringPropertyNames().forEach(key -> checkKnown(file, key));
    return properties;
  }

  private static void checkKnown(Path file, String key) {
    if (key.startsWith("port.")) {
      PortName.of(key.substring("port.".length()));
    } else if (key.startsWith("heap.")) {
      ServerName.of(key.substring("heap.".length()));
    } else {
      throw new StackException(file + " has the unknown key " + key);
    }
  }
}
