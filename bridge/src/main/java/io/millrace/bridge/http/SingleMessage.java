package io.millrace.bridge.http;

import io.millrace.bridge.kafka.DeviceMessage;
import io.millrace.bridge.kafka.HeaderNames;
import io.millrace.udfs.format.EventIdentity;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request whose body is one message. */
final class SingleMessage {
  private static final int MAX_ID_BYTES = 256;

  /** The first that is there names the message. */
  private static final List<String> TRACE_HEADERS = List.of("trace-id", "idempotency-key");

  private SingleMessage() {}

  /** The message of a request; its body is not looked into. */
  static DeviceMessage of(IngestRequest request, byte[] body) throws ProblemException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(HeaderNames.SOURCE, request.source());
    copy(request, HeaderNames.CONTENT_TYPE, headers);
    copy(request, HeaderNames.CONTENT_ENCODING, headers);
    copy(request, HeaderNames.TRACEPARENT, headers);
    Map<String, String> event = request.eventHeaders();
    headers.putAll(event);
    for (String name : TRACE_HEADERS) {
      if (!request.header(name).isBlank()) {
        headers.putIfAbsent(HeaderNames.TRACE_ID, traceId(request.header(name)));
      }
    }
    if (!headers.containsKey(HeaderNames.TRACEPARENT)) {
      EventIdentity.of(event).ifPresent(id -> headers.putIfAbsent(HeaderNames.TRACE_ID, id));
    }
    String device = request.device() == null ? event.get("ce_subject") : request.device();
    if (device == null) {
      throw new ProblemException(
          ProblemCode.INVALID_MESSAGE,
          "Name the device: header x-device-id, ?device=…, or a CloudEvent's ce-subject");
    }
    return new DeviceMessage(deviceId(device), body, headers);
  }

  /** A device's id as ingest takes it. */
  static String deviceId(String text) throws ProblemException {
    if (text.isBlank() || text.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
      throw new ProblemException(
          ProblemCode.INVALID_MESSAGE, "A device id has 1 to " + MAX_ID_BYTES + " bytes");
    }
    return text;
  }

  /** A trace id as ingest takes it. */
  static String traceId(String text) throws ProblemException {
    String id = text.strip();
    if (id.isEmpty() || id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
      throw new ProblemException(
          ProblemCode.INVALID_MESSAGE, "A trace id has 1 to " + MAX_ID_BYTES + " bytes");
    }
    return id;
  }

  private static void copy(IngestRequest request, String name, Map<String, String> headers) {
    String value = request.header(name);
    if (!value.isBlank()) {
      headers.put(name, value);
    }
  }
}
