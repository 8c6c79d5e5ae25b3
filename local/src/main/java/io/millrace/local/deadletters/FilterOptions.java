package io.millrace.local.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters a command is about; all conditions must hold. */
final class FilterOptions {
  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "open or resolved; may be repeated. Default: open.")
  private List<String> states = new ArrayList<>();

  @Option(names = "--code", description = "Why it was refused, for instance wrong-type.")
  private @Nullable String code;

  @Option(names = "--stage", description = "The operator that refused it.")
  private @Nullable String stage;

  @Option(names = "--source", description = "Who sent the message.")
  private @Nullable String source;

  @Option(
      names = "--refused-by",
      paramLabel = "ID",
      description = "The mapping or other definition that refused it.")
  private @Nullable String definition;

  @Option(names = "--device", description = "The device that sent the message.")
  private @Nullable String device;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Refused at or after, for instance 2026-01-01T12:00:00Z.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "Refused before.")
  private @Nullable Instant to;

  @Option(
      names = {"-q", "--search"},
      paramLabel = "WORDS",
      description = "Words of reason, path, device, source, trace id or the payload's beginning.")
  private @Nullable String words;

  /** Whether any condition is given. */
  boolean any() {
    return !states.isEmpty() || !conditions().isEmpty();
  }

  /** As query parameters; a state may come more than once. */
  List<Map.Entry<String, String>> parameters() {
    List<Map.Entry<String, String>> parameters = new ArrayList<>(conditions().entrySet());
    states.forEach(state -> parameters.add(Map.entry("state", state)));
    return parameters;
  }

  /** As the member {@code filter} of a request. */
  ObjectNode json() {
    ObjectNode filter = JsonNodeFactory.instance.objectNode();
    conditions().forEach(filter::put);
    if (!states.isEmpty()) {
      ArrayNode all = filter.putArray("state");
      states.forEach(state -> all.add(state.toUpperCase(Locale.ROOT)));
    }
    return filter;
  }

  private Map<String, String> conditions() {
    Map<String, String> conditions = new TreeMap<>();
    put(conditions, "code", code);
    put(conditions, "stage", stage);
    put(conditions, "source", source);
    put(conditions, "mapping", definition);
    put(conditions, "device", device);
    put(conditions, "from", from);
    put(conditions, "to", to);
    put(conditions, "q", words);
    return conditions;
  }

  private static void put(Map<String, String> conditions, String name, @Nullable Object value) {
    if (value != null) {
      conditions.put(name, value.toString());
    }
  }
}
