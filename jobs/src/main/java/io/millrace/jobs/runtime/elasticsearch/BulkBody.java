package io.millrace.jobs.runtime.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A batch as the lines of a bulk request: an action, and below it the document as it is. */
final class BulkBody {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int ACTION_BYTES = 160;

  private BulkBody() {}

  static byte[] of(List<DocumentOperation> batch) {
    long size = batch.stream().mapToLong(DocumentOperation::sizeInBytes).sum();
    Lines lines = new Lines((int) size + ACTION_BYTES * batch.size());
    try (JsonGenerator actions = JSON.createGenerator(lines)) {
      actions.setPrettyPrinter(new MinimalPrettyPrinter(""));
      for (DocumentOperation operation : batch) {
        byte[] document = operation.document();
        action(actions, operation, document == null ? "delete" : "index");
        actions.flush();
        lines.end();
        if (document != null) {
          lines.write(document, 0, document.length);
          lines.end();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory can be written to", e);
    }
    return lines.toByteArray();
  }

  private static void action(JsonGenerator json, DocumentOperation operation, String kind)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart(kind);
    json.writeStringField("_index", operation.alias());
    json.writeStringField("_id", operation.id());
    json.writeNumberField("version", operation.version());
    json.writeStringField("version_type", "external_gte");
    json.writeEndObject();
    json.writeEndObject();
  }

  private static final class Lines extends ByteArrayOutputStream {
    Lines(int size) {
      super(size);
    }

    void end() {
      write('\n');
    }
  }
}
