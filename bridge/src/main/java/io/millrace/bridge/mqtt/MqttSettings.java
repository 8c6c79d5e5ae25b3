package io.millrace.bridge.mqtt;

import io.millrace.bridge.option.OptionException;
import io.millrace.bridge.option.OptionValues;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * How the broker is reached.
 *
 * @param user empty for none
 * @param tls whether the connection is encrypted
 */
public record MqttSettings(
    String host,
    int port,
    boolean tls,
    TlsFiles tlsFiles,
    MqttVersion version,
    String clientId,
    String user,
    String password,
    Duration keepAlive,
    Duration sessionExpiry,
    int receiveMaximum,
    Duration reconnectFirst,
    Duration reconnectLongest) {
  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;
  private static final Set<String> PLAIN = Set.of("mqtt", "tcp");
  private static final Set<String> ENCRYPTED = Set.of("mqtts", "ssl", "tls");

  /** Whether a broker is configured at all. */
  public static boolean isSet(OptionValues values) {
    return !values.get(MqttOptions.URL).isBlank();
  }

  /**
   * Reads them.
   *
   * @throws OptionException where the broker's address is none
   */
  public static MqttSettings of(OptionValues values) {
    URI url = url(values.get(MqttOptions.URL));
    boolean tls = ENCRYPTED.contains(url.getScheme());
    return new MqttSettings(
        url.getHost(),
        url.getPort() < 0 ? (tls ? TLS_PORT : PLAIN_PORT) : url.getPort(),
        tls,
        TlsFiles.of(values),
        values.get(MqttOptions.VERSION),
        values.get(MqttOptions.CLIENT_ID),
        values.get(MqttOptions.USER),
        values.get(MqttOptions.PASSWORD),
        values.get(MqttOptions.KEEP_ALIVE),
        values.get(MqttOptions.SESSION_EXPIRY),
        values.get(MqttOptions.RECEIVE_MAXIMUM),
        values.get(MqttOptions.RECONNECT_FIRST),
        values.get(MqttOptions.RECONNECT_LONGEST));
  }

  private static URI url(String text) {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new OptionException("mqtt.url: " + e.getMessage());
    }
    boolean known =
        url.getScheme() != null
            && (PLAIN.contains(url.getScheme()) || ENCRYPTED.contains(url.getScheme()));
    if (!known || url.getHost() == null) {
      throw new OptionException("mqtt.url: '" + text + "' is neither mqtt://HOST nor mqtts://HOST");
    }
    if (url.getUserInfo() != null) {
      throw new OptionException("mqtt.url: user and password are options of their own");
    }
    return url;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return (tls ? "mqtts://" : "mqtt://") + host + ":" + port + " as " + clientId;
  }
}
