package io.millrace.bench.nab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.bench.nab.LabelledSeries.Window;
import io.millrace.local.StackException;
import io.millrace.udfs.backtest.input.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder in the form of the Numenta Anomaly Benchmark: {@code anomaly-windows.json} maps a file
 * below {@code data} to pairs of times, and each file is a table {@code timestamp,value}.
 */
final class NabFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private NabFolder() {}

  /**
   * The series, by name.
   *
   * @throws StackException where the folder is not of this form
   */
  static List<LabelledSeries> read(Path folder) {
    Path labels = folder.resolve("anomaly-windows.json");
    List<LabelledSeries> all = new ArrayList<>();
    try {
      JSON.readTree(Files.readString(labels))
          .properties()
          .forEach(entry -> all.add(series(folder, entry.getKey(), entry.getValue())));
    } catch (IOException | IllegalArgumentException e) {
      throw new StackException(labels + " cannot be read: " + e.getMessage(), e);
    }
    all.sort((a, b) -> a.name().compareTo(b.name()));
    if (all.isEmpty()) {
      throw new StackException(labels + " names no series");
    }
    return all;
  }

  private static LabelledSeries series(Path folder, String name, JsonNode pairs) {
    Path file = folder.resolve("data").resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new StackException("There is no file " + file);
    }
    List<Window> windows = new ArrayList<>();
    for (JsonNode pair : pairs) {
      windows.add(new Window(Times.of(pair.path(0).asText()), Times.of(pair.path(1).asText())));
    }
    return new LabelledSeries(name.replaceFirst("\\.csv$", ""), file, List.copyOf(windows));
  }
}
