package io.millrace.bridge.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What connections of both versions of the protocol have in common. */
final class MqttClients {
  private static final long TIMEOUT_SECONDS = 10;

  private MqttClients() {}

  /** A connection as the settings want it, not yet made. */
  static MqttLink link(
      MqttSettings settings, ClientSession session, MqttLink.Listener listener, Executor intake) {
    return switch (settings.version()) {
      case V3_1_1 -> new Mqtt3Link(settings, session, listener, intake);
      case V5 -> new Mqtt5Link(settings, session, listener, intake);
    };
  }

  static MqttClientBuilder builder(
      MqttSettings settings, ClientSession session, MqttLink.Listener listener) {
    // TLS as a part of the transport: set on the client, it is ignored (1.4.0).
    return MqttClient.builder()
        .identifier(session.clientId())
        .transportConfig()
        .serverHost(settings.host())
        .serverPort(settings.port())
        .sslConfig(settings.tls() ? ssl(settings.tlsFiles()) : null)
        .socketConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .mqttConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .applyTransportConfig()
        .addDisconnectedListener(context -> listener.lost(context.getCause()));
  }

  private static MqttClientSslConfig ssl(TlsFiles files) {
    MqttClientSslConfigBuilder builder = MqttClientSslConfig.builder();
    builder = builder.trustManagerFactory(files.trustManagers().orElse(null));
    return builder.keyManagerFactory(files.keyManagers().orElse(null)).build();
  }

  static MqttQos qos(int code) {
    MqttQos qos = MqttQos.fromCode(code);
    if (qos == null) {
      throw new IllegalArgumentException("There is no QoS " + code);
    }
    return qos;
  }

  /** Hands a message on; an error there must not end the library's flow, but the connection. */
  static void hand(MqttLink.Listener listener, Supplier<IncomingMessage> message) {
    try {
      listener.received(message.get());
    } catch (RuntimeException e) {
      listener.lost(e);
    }
  }

  static void raise(Throwable cause) {
    throw new CompletionException(cause);
  }
}
