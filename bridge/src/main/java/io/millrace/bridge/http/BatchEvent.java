package io.millrace.bridge.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.bridge.kafka.DeviceMessage;
import io.millrace.bridge.kafka.HeaderNames;
import io.millrace.udfs.format.EventIdentity;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One CloudEvent of a batch; goes on as an event in structured mode. */
final class BatchEvent {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> READ = Set.of("id", "source", "subject");

  private BatchEvent() {}

  static DeviceMessage read(JsonParser parser, byte[] body, IngestRequest request)
      throws IOException, ProblemException {
    byte[] event = BatchReader.slice(parser, body);
    Map<String, String> attributes = attributes(event);
    String device = request.device() == null ? attributes.get("subject") : request.device();
    if (device == null) {
      throw new ProblemException(
          ProblemCode.INVALID_MESSAGE, "there is neither a subject nor a device of the request");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(HeaderNames.SOURCE, request.source());
    headers.put(HeaderNames.CONTENT_TYPE, "application/cloudevents+json");
    String id = attributes.get("id");
    String source = attributes.get("source");
    if (id != null && source != null) {
      headers.put(HeaderNames.TRACE_ID, EventIdentity.of(source, id));
    }
    return new DeviceMessage(SingleMessage.deviceId(device), event, headers);
  }

  private static Map<String, String> attributes(byte[] event) throws IOException {
    Map<String, String> attributes = new HashMap<>();
    try (JsonParser parser = JSON.createParser(event)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING && READ.contains(name)) {
          attributes.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    }
    return attributes;
  }
}
