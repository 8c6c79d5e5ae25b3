package io.millrace.bridge.mqtt;

import io.millrace.bridge.kafka.DeviceMessage;
import io.millrace.bridge.kafka.HeaderNames;
import io.millrace.udfs.format.EventIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the record of a message: its key and its headers. */
final class MessageMaker {
  /** Attributes of a CloudEvent in binary mode are user properties of their own names. */
  private static final String SPECVERSION = "specversion";

  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,64}");
  private static final String DATACONTENTTYPE = "datacontenttype";

  private MessageMaker() {}

  /**
   * Without what only the connection knows, a trace id that the bridge gives.
   *
   * @return with a {@code trace-id} or {@code traceparent} header where the message can be told
   *     from all others by what it brings
   */
  static DeviceMessage of(IncomingMessage message, Subscription subscription) {
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, String> names = subscription.topic().read(message.topic());
    String source = names.getOrDefault(TopicPattern.SOURCE, subscription.source());
    headers.put(HeaderNames.SOURCE, source);
    headers.put(HeaderNames.MQTT_TOPIC, message.topic());
    String type =
        message.contentType().isEmpty() ? subscription.contentType() : message.contentType();
    if (!type.isEmpty()) {
      headers.put(HeaderNames.CONTENT_TYPE, type);
    }
    addProperties(message, headers);
    if (!headers.containsKey(HeaderNames.TRACEPARENT)) {
      event(headers, message.payload())
          .ifPresent(id -> headers.putIfAbsent(HeaderNames.TRACE_ID, id));
    }
    String device = names.get(TopicPattern.DEVICE);
    if (!headers.containsKey(HeaderNames.TRACE_ID)
        && !headers.containsKey(HeaderNames.TRACEPARENT)) {
      subscription
          .identity()
          .traceId(source, device == null ? "" : device, message.payload())
          .ifPresent(id -> headers.put(HeaderNames.TRACE_ID, id));
    }
    return new DeviceMessage(device, message.payload(), headers);
  }

  private static Optional<String> event(Map<String, String> headers, byte[] payload) {
    return EventIdentity.isStructured(headers.get(HeaderNames.CONTENT_TYPE))
        ? EventIdentity.ofStructured(payload, headers.get(HeaderNames.CONTENT_ENCODING))
        : EventIdentity.of(headers);
  }

  private static void addProperties(IncomingMessage message, Map<String, String> headers) {
    boolean event = message.userProperties().stream().anyMatch(p -> p.getKey().equals(SPECVERSION));
    for (Map.Entry<String, String> property : message.userProperties()) {
      String name = property.getKey();
      if (event && ATTRIBUTE.matcher(name).matches() && !name.equals(DATACONTENTTYPE)) {
        headers.put("ce_" + name, property.getValue());
      } else if (!HeaderNames.isReserved(name)) {
        headers.put(name, property.getValue());
      }
    }
  }

  /** Whether the message brought what tells it from all others. */
  static boolean isIdentified(DeviceMessage message) {
    return message.headers().containsKey(HeaderNames.TRACE_ID)
        || message.headers().containsKey(HeaderNames.TRACEPARENT);
  }

  /** The same with a trace id that the bridge gives. */
  static DeviceMessage identified(DeviceMessage message, String traceId, String clientId) {
    Map<String, String> headers = new LinkedHashMap<>(message.headers());
    headers.put(HeaderNames.TRACE_ID, traceId);
    headers.put(HeaderNames.MQTT_CLIENT, clientId);
    return new DeviceMessage(message.deviceId(), message.payload(), headers);
  }
}
