package io.millrace.bridge.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A connection that speaks MQTT 3.1.1; how much the broker sends ahead is the broker's setting. */
final class Mqtt3Link implements MqttLink {
  private final Mqtt3AsyncClient client;
  private final Mqtt3Connect connect;

  /**
   * @param intake where messages are handed on; while it is busy the library takes no more
   */
  Mqtt3Link(MqttSettings settings, ClientSession session, Listener listener, Executor intake) {
    Mqtt3ClientBuilder builder = MqttClients.builder(settings, session, listener).useMqttVersion3();
    if (!settings.user().isEmpty()) {
      builder =
          builder
              .simpleAuth()
              .username(settings.user())
              .password(settings.password().getBytes(StandardCharsets.UTF_8))
              .applySimpleAuth();
    }
    client = builder.buildAsync();
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        publish -> MqttClients.hand(listener, () -> message(publish)),
        intake,
        true);
    connect =
        Mqtt3Connect.builder()
            .cleanSession(!session.kept())
            .keepAlive((int) settings.keepAlive().toSeconds())
            .build();
  }

  private static IncomingMessage message(Mqtt3Publish publish) {
    return new IncomingMessage(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.getQos().getCode(),
        publish.isRetain(),
        publish.getQos() != MqttQos.AT_MOST_ONCE && RedeliveryFlag.of(publish).orElse(false),
        "",
        List.of(),
        publish::acknowledge);
  }

  @Override
  public CompletableFuture<Boolean> connect() {
    return client.connect(connect).thenApply(answer -> answer.isSessionPresent());
  }

  @Override
  public CompletableFuture<Void> subscribe(List<Subscription> subscriptions) {
    Mqtt3Subscribe subscribe =
        Mqtt3Subscribe.builder()
            .addSubscriptions(
                subscriptions.stream()
                    .map(
                        wanted ->
                            Mqtt3Subscription.builder()
                                .topicFilter(wanted.filter().text())
                                .qos(MqttClients.qos(wanted.qos()))
                                .build()))
            .build();
    return client.subscribe(subscribe).thenApply(answer -> null);
  }

  @Override
  public CompletableFuture<Void> publish(OutgoingMessage message) {
    return client
        .publish(
            Mqtt3Publish.builder()
                .topic(message.topic())
                .payload(message.payload())
                .qos(MqttClients.qos(message.qos()))
                .retain(message.retain())
                .build())
        .thenApply(published -> null);
  }

  @Override
  public CompletableFuture<Void> disconnect() {
    return client.disconnect();
  }
}
