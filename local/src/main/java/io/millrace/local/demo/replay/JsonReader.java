package io.millrace.local.demo.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.demo.message.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The payloads of a {@code .json} file: the elements of one array, or values in a row. */
final class JsonReader implements RecordingReader {
  static final String SOURCE = "replay-json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final String name;
  private final MappingIterator<JsonNode> payloads;

  JsonReader(Path file, String name) throws IOException {
    this.file = file;
    this.name = name;
    this.payloads = JSON.readerFor(JsonNode.class).readValues(file.toFile());
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
    return RecordedMessage.payload(
        PayloadNames.device(payload, name),
        payload.toString(),
        PayloadNames.millis(payload),
        Outcome.OBSERVATION);
  }

  @Override
  public void close() throws IOException {
    payloads.close();
  }
}
