package io.millrace.local.demo.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.local.demo.message.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of a {@code .jsonl} file, each line as it stands. A line that is no JSON is sent all
 * the same, to become a dead letter as it would have been live.
 */
final class JsonLinesReader implements RecordingReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final String name;
  private final BufferedReader lines;

  JsonLinesReader(Path file, String name) throws IOException {
    this.name = name;
    this.lines = Files.newBufferedReader(file);
  }

  @Override
  public @Nullable RecordedMessage next() throws IOException {
    String line = lines.readLine();
    while (line != null && line.isBlank()) {
      line = lines.readLine();
    }
    return line == null ? null : message(line);
  }

  private RecordedMessage message(String line) {
    try {
      JsonNode payload = JSON.readTree(line);
      return RecordedMessage.payload(
          PayloadNames.device(payload, name),
          line,
          PayloadNames.millis(payload),
          Outcome.OBSERVATION);
    } catch (JsonProcessingException e) {
      Outcome refused = Outcome.deadLetter("malformed-json");
      return RecordedMessage.payload(name, line, OptionalLong.empty(), refused);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
