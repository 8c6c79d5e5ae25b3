package io.millrace.local.demo.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Payloads of a file: JSON lines, or the elements of one array. The device is named by the field
 * {@code device}, {@code deviceId} or {@code id}, else by the file; the time is read from {@code
 * ts}, {@code time} or {@code timestamp}, where it is.
 */
final class JsonReader implements RecordingReader {
  static final String SOURCE = "replay-json";
  private static final List<String> DEVICE = List.of("device", "deviceId", "id");
  private static final List<String> TIME = List.of("ts", "time", "timestamp");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final String name;
  private final MappingIterator<JsonNode> payloads;

  JsonReader(Path file, String name) throws IOException {
    this.file = file;
    this.name = name;
    JsonParser parser = new JsonFactory().createParser(file.toFile());
    this.payloads = JSON.readerFor(JsonNode.class).readValues(parser);
  }

  @Override
  public @Nullable RecordedMessage next() throws IOException {
    try {
      return payloads.hasNextValue() ? message(payloads.nextValue()) : null;
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private RecordedMessage message(JsonNode payload) {
    return new RecordedMessage(
        device(payload), SOURCE, payload.toString(), millis(payload), OptionalDouble.empty());
  }

  private String device(JsonNode payload) {
    for (String field : DEVICE) {
      JsonNode value = payload.path(field);
      if (value.isValueNode() && !value.asText().isBlank()) {
        return value.asText();
      }
    }
    return name;
  }

  private static OptionalLong millis(JsonNode payload) {
    for (String field : TIME) {
      JsonNode value = payload.path(field);
      if (value.isIntegralNumber()) {
        return OptionalLong.of(value.longValue());
      }
      if (value.isTextual()) {
        return iso(value.textValue());
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong iso(String text) {
    try {
      return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void close() throws IOException {
    payloads.close();
  }
}
