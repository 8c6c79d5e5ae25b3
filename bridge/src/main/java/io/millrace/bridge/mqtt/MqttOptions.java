package io.millrace.bridge.mqtt;

import io.millrace.bridge.option.Option;
import io.millrace.bridge.option.OptionType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What can be set of the MQTT broker and of what is read from it. */
public final class MqttOptions {
  private static final Path NONE = Path.of("");
  private static final int MOST_IN_FLIGHT = 65_535;

  public static final Option<String> URL =
      Option.of(
          "mqtt.url",
          OptionType.TEXT,
          "",
          "The broker: mqtt://HOST:1883, or mqtts://HOST:8883 for TLS; empty for no MQTT");

  public static final Option<MqttVersion> VERSION =
      Option.of(
          "mqtt.version",
          new OptionType<>("3.1.1|5", MqttVersion::of, MqttVersion::toString),
          MqttVersion.V5,
          "The protocol's version");

  public static final Option<String> CLIENT_ID =
      Option.of(
          "mqtt.client-id",
          OptionType.TEXT,
          "millrace-bridge",
          "Names the session that the broker keeps; one running bridge each");

  public static final Option<String> USER =
      Option.of("mqtt.user", OptionType.TEXT, "", "User at the broker");

  public static final Option<String> PASSWORD = Option.secret("mqtt.password", "The user's");

  public static final Option<Path> TRUSTSTORE =
      Option.of(
          "mqtt.tls.truststore-file",
          OptionType.FILE,
          NONE,
          "Whom to trust: certificates in PEM, or a PKCS12 or JKS store; empty for the JDK's");

  public static final Option<String> TRUSTSTORE_PASSWORD =
      Option.secret("mqtt.tls.truststore-password", "Of the store");

  public static final Option<Path> KEYSTORE =
      Option.of(
          "mqtt.tls.keystore-file",
          OptionType.FILE,
          NONE,
          "Key and certificate of the bridge, as a PKCS12 or JKS store, where the broker asks");

  public static final Option<String> KEYSTORE_PASSWORD =
      Option.secret("mqtt.tls.keystore-password", "Of the store and its key");

  public static final Option<Duration> KEEP_ALIVE =
      Option.of(
          "mqtt.keep-alive",
          OptionType.DURATION,
          Duration.ofSeconds(30),
          "After so long without a sign of the broker the connection counts as lost");

  public static final Option<Duration> SESSION_EXPIRY =
      Option.of(
          "mqtt.session-expiry",
          OptionType.DURATION,
          Duration.ofDays(7),
          "How long the broker keeps messages for a bridge that is away (MQTT 5)");

  public static final Option<Integer> RECEIVE_MAXIMUM =
      Option.of(
          "mqtt.receive-maximum",
          OptionType.number(1, MOST_IN_FLIGHT),
          256,
          "Messages that the broker may send ahead of their acknowledgement (MQTT 5)");

  public static final Option<Duration> RECONNECT_FIRST =
      Option.of(
          "mqtt.reconnect.first-delay",
          OptionType.DURATION,
          Duration.ofMillis(500),
          "Longest wait before the first try to connect again; doubles with each");

  public static final Option<Duration> RECONNECT_LONGEST =
      Option.of(
          "mqtt.reconnect.longest-delay",
          OptionType.DURATION,
          Duration.ofSeconds(30),
          "The wait does not grow beyond this");

  public static final List<Option<?>> ALL =
      List.of(
          URL,
          VERSION,
          CLIENT_ID,
          USER,
          PASSWORD,
          TRUSTSTORE,
          TRUSTSTORE_PASSWORD,
          KEYSTORE,
          KEYSTORE_PASSWORD,
          KEEP_ALIVE,
          SESSION_EXPIRY,
          RECEIVE_MAXIMUM,
          RECONNECT_FIRST,
          RECONNECT_LONGEST);

  private MqttOptions() {}
}
