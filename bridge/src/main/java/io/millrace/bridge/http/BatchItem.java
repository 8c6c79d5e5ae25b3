package io.millrace.bridge.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.bridge.kafka.DeviceMessage;
import io.millrace.bridge.kafka.HeaderNames;
import io.millrace.udfs.Ids;
import io.millrace.udfs.format.PayloadFormat;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of a batch: {@code {"device": …, "traceId": …, "contentType": …, "payload": …}}. */
final class BatchItem {
  private @Nullable String device;
  private @Nullable String traceId;
  private @Nullable String contentType;
  private byte @Nullable [] payload;
  private boolean encoded;

  private BatchItem() {}

  /** Reads the object that a parser stands at the beginning of. */
  static BatchItem read(JsonParser parser, byte[] body) throws IOException, ProblemException {
    BatchItem item = new BatchItem();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "device" -> item.device = text(parser, value, name);
        case "traceId" -> item.traceId = text(parser, value, name);
        case "contentType" -> item.contentType = text(parser, value, name);
        case "payload" -> item.take(BatchReader.slice(parser, body), false);
        case "payloadBase64" -> item.take(decoded(text(parser, value, name)), true);
        default ->
            throw invalid(
                "'" + name + "' is none of device, traceId, contentType, payload, payloadBase64");
      }
    }
    return item;
  }

  private void take(byte[] bytes, boolean base64) throws ProblemException {
    if (payload != null) {
      throw invalid("there are two payloads");
    }
    payload = bytes;
    encoded = base64;
  }

  /** The message; what it does not say of itself, the request says for all. */
  DeviceMessage message(IngestRequest request, int index) throws ProblemException {
    if (payload == null) {
      throw invalid("there is neither payload nor payloadBase64");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(HeaderNames.SOURCE, request.source());
    String type = contentType == null && !encoded ? Answers.JSON : contentType;
    if (type != null) {
      if (!PayloadFormat.isKnown(type)) {
        throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "no format reads " + type);
      }
      headers.put(HeaderNames.CONTENT_TYPE, type);
    }
    String key = request.header("idempotency-key");
    if (traceId != null) {
      headers.put(HeaderNames.TRACE_ID, SingleMessage.traceId(traceId));
    } else if (!key.isBlank()) {
      headers.put(HeaderNames.TRACE_ID, Ids.derive("batch", key, Integer.toString(index)));
    }
    String of = device == null ? request.device() : device;
    if (of == null) {
      throw invalid("there is no device");
    }
    return new DeviceMessage(SingleMessage.deviceId(of), payload, headers);
  }

  static String text(JsonParser parser, JsonToken value, String name)
      throws IOException, ProblemException {
    if (value != JsonToken.VALUE_STRING) {
      throw invalid("'" + name + "' is no text");
    }
    return parser.getText();
  }

  private static byte[] decoded(String base64) throws ProblemException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw invalid("payloadBase64 is no base64");
    }
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_MESSAGE, detail);
  }
}
