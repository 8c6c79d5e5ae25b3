package io.millrace.local.demo.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The demo's mappings and rules, as they stand in {@code demo/} on the class path. */
public final class DemoDefinitions {
  /** Mappings of both sources and of replays, by id. */
  public static final List<String> MAPPINGS =
      List.of(
          "machine-disk",
          "machine-host",
          "machine-nic",
          "machine-process",
          "plant-badge-reader",
          "plant-machine",
          "plant-room",
          "replay-csv",
          "replay-json");

  /** Rules, by id. */
  public static final List<String> RULES =
      List.of(
          "host-cpu-high",
          "machine-overheat",
          "machine-vibration",
          "room-overheat",
          "room-warm",
          "series-high");

  /** The rule that is changed while data flows. */
  public static final String CHANGED_RULE = "room-warm";

  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoDefinitions() {}

  /** The document of a mapping. */
  public static JsonNode mapping(String id) {
    return read("mappings", id);
  }

  /** The document of a rule as it is first. */
  public static JsonNode rule(String id) {
    return read("rules", id);
  }

  /** The document to which {@link #CHANGED_RULE} is changed. */
  public static JsonNode changedRule() {
    return read("changed", CHANGED_RULE);
  }

  /** What a rule says as it is first. */
  public static Threshold threshold(String ruleId) {
    return Threshold.of(rule(ruleId));
  }

  private static JsonNode read(String folder, String id) {
    String path = "/demo/" + folder + "/" + id + ".json";
    try (InputStream in = DemoDefinitions.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("Not on the class path: " + path);
      }
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot be read: " + path, e);
    }
  }
}
