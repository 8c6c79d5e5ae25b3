package io.millrace.local.demo.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A series as messages {@code {"ts": epoch ms, "value": number}} of one device. */
final class CsvReader implements RecordingReader {
  static final String SOURCE = "replay-csv";

  private final Path file;
  private final String deviceId;
  private final BufferedReader lines;
  private long number;

  CsvReader(Path file, String name) throws IOException {
    this.file = file;
    this.deviceId = "series-" + name;
    this.lines = Files.newBufferedReader(file);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException also for a line that is no point, with its number
   */
  @Override
  public @Nullable RecordedMessage next() throws IOException {
    String line = lines.readLine();
    number++;
    while (line != null && (line.isBlank() || CsvSeries.isHead(line))) {
      line = lines.readLine();
      number++;
    }
    return line == null ? null : message(line);
  }

  private RecordedMessage message(String line) throws IOException {
    CsvSeries.Point point;
    try {
      point = CsvSeries.parse(line);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("ts", point.millis()).put("value", point.value());
    return RecordedMessage.point(deviceId, SOURCE, json.toString(), point.millis(), point.value());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
