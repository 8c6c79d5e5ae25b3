package io.millrace.bridge.kafka;

import java.util.Locale;
import java.util.Set;

/** Headers of {@code device-messages} that the bridge writes. */
public final class HeaderNames {
  public static final String SOURCE = "source";
  public static final String TRACE_ID = "trace-id";
  public static final String TRACEPARENT = "traceparent";
  public static final String CONTENT_TYPE = "content-type";
  public static final String CONTENT_ENCODING = "content-encoding";
  public static final String MQTT_TOPIC = "mqtt-topic";

  /** The MQTT session that brought a message whose trace id the bridge has given. */
  public static final String MQTT_CLIENT = "mqtt-client";

  /** Why a message stands without its payload. */
  public static final String REFUSED = "bridge-refused";

  private static final Set<String> OURS = Set.of(SOURCE, CONTENT_TYPE, MQTT_TOPIC, MQTT_CLIENT);

  private HeaderNames() {}

  /** Whether a sender must not set a header of this name through properties of its own. */
  public static boolean isReserved(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return OURS.contains(lower) || lower.startsWith("millrace-") || lower.startsWith("bridge-");
  }
}
