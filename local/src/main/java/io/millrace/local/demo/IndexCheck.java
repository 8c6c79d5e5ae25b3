package io.millrace.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.demo.definitions.ServiceClient;
import io.millrace.local.demo.message.RunId;
import io.millrace.local.demo.plant.MachineReading;
import io.millrace.local.demo.report.Check;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks into the search index through the service: is everything there, and in its last state? */
final class IndexCheck {
  private final ServiceClient service;
  private final RunId run;
  private final Map<String, Integer> expected;
  private final Map<String, MachineReading> samples;

  /**
   * @param expected how many objects of each type must carry this run's mark
   * @param samples last readings of some machines, by id
   */
  IndexCheck(
      ServiceClient service,
      RunId run,
      Map<String, Integer> expected,
      Map<String, MachineReading> samples) {
    this.service = service;
    this.run = run;
    this.expected = expected;
    this.samples = samples;
  }

  /** Counts by a search for this run's mark, and the samples by their ids. */
  List<Check> checks() throws InterruptedException {
    List<Check> checks = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : expected.entrySet()) {
      String name = "Search finds every object of type '" + entry.getKey() + "'";
      checks.add(check(name, entry.getValue(), () -> total(entry.getKey())));
    }
    String name = "Documents of sampled machines hold the last reading";
    checks.add(check(name, samples.size(), this::current));
    return checks;
  }

  /** The machines that a search finds hottest, for people: id and degrees. */
  List<String> hottest(int count) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    String limit = Integer.toString(count);
    JsonNode found =
        service.search("machine", "q", run.value(), "sort", "temperature:desc", "limit", limit);
    for (JsonNode item : found.path("items")) {
      JsonNode properties = item.path("properties");
      lines.add(
          "%s in %s: %.1f °C at a load of %.2f"
              .formatted(
                  item.path("id").asText(),
                  properties.path("room").asText(),
                  properties.path("temperature").asDouble(),
                  properties.path("load").asDouble()));
    }
    return lines;
  }

  private static Check check(String name, int expected, Count count) throws InterruptedException {
    try {
      return Check.equal(name, expected, count.get());
    } catch (IOException e) {
      return new Check(name, false, String.valueOf(e.getMessage()));
    }
  }

  private interface Count {
    long get() throws IOException, InterruptedException;
  }

  private long total(String type) throws IOException, InterruptedException {
    return service.search(type, "q", run.value()).path("total").asLong();
  }

  private long current() throws IOException, InterruptedException {
    long current = 0;
    for (MachineReading reading : samples.values()) {
      current += isLast(reading) ? 1 : 0;
    }
    return current;
  }

  private boolean isLast(MachineReading reading) throws IOException, InterruptedException {
    JsonNode properties = service.object("machine", reading.id()).path("properties");
    return properties.path("temperature").asDouble(Double.NaN) == reading.temperature()
        && properties.path("vibration").asDouble(Double.NaN) == reading.vibration()
        && properties.path("run").asText().equals(run.value());
  }
}
