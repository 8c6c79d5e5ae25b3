package io.millrace.bridge.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A connection that speaks MQTT 5. */
final class Mqtt5Link implements MqttLink {
  private final Mqtt5AsyncClient client;
  private final Mqtt5Connect connect;

  /**
   * @param intake where messages are handed on; while it is busy the library takes no more
   */
  Mqtt5Link(MqttSettings settings, ClientSession session, Listener listener, Executor intake) {
    Mqtt5ClientBuilder builder = MqttClients.builder(settings, session, listener).useMqttVersion5();
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
        Mqtt5Connect.builder()
            .cleanStart(!session.kept())
            .sessionExpiryInterval(session.kept() ? session.expiry().toSeconds() : 0)
            .keepAlive((int) settings.keepAlive().toSeconds())
            .restrictions()
            .receiveMaximum(session.receiveMaximum())
            .applyRestrictions()
            .build();
  }

  private static IncomingMessage message(Mqtt5Publish publish) {
    return new IncomingMessage(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.getQos().getCode(),
        publish.isRetain(),
        publish.getQos() != MqttQos.AT_MOST_ONCE && RedeliveryFlag.of(publish).orElse(false),
        publish.getContentType().map(Object::toString).orElse(""),
        publish.getUserProperties().asList().stream()
            .map(p -> Map.entry(p.getName().toString(), p.getValue().toString()))
            .toList(),
        publish::acknowledge);
  }

  @Override
  public CompletableFuture<Boolean> connect() {
    return client.connect(connect).thenApply(answer -> answer.isSessionPresent());
  }

  @Override
  public CompletableFuture<Void> subscribe(List<Subscription> subscriptions) {
    Mqtt5Subscribe subscribe =
        Mqtt5Subscribe.builder()
            .addSubscriptions(subscriptions.stream().map(Mqtt5Link::subscription))
            .build();
    return client.subscribe(subscribe).thenApply(answer -> null);
  }

  private static Mqtt5Subscription subscription(Subscription wanted) {
    var builder =
        Mqtt5Subscription.builder()
            .topicFilter(wanted.filter().text())
            .qos(MqttClients.qos(wanted.qos()));
    // Else a retained message would come again with every connection.
    return builder
        .retainHandling(
            wanted.filter().isShared()
                ? Mqtt5RetainHandling.DO_NOT_SEND
                : Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
        .build();
  }

  @Override
  public CompletableFuture<Void> publish(OutgoingMessage message) {
    Mqtt5Publish publish =
        Mqtt5Publish.builder()
            .topic(message.topic())
            .payload(message.payload())
            .qos(MqttClients.qos(message.qos()))
            .retain(message.retain())
            .contentType(message.contentType())
            .userProperties(
                Mqtt5UserProperties.of(
                    message.userProperties().entrySet().stream()
                        .map(p -> Mqtt5UserProperty.of(p.getKey(), p.getValue()))
                        .toList()))
            .build();
    return client
        .publish(publish)
        .thenApply(
            result -> {
              result.getError().ifPresent(MqttClients::raise);
              return null;
            });
  }

  @Override
  public CompletableFuture<Void> disconnect() {
    return client.disconnect();
  }
}
