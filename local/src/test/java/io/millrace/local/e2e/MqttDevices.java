package io.millrace.local.e2e;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Devices that publish with QoS 1, each message again and again until the broker has it. */
final class MqttDevices implements AutoCloseable {
  private static final int WINDOW = 100;
  private static final int DEVICES = 20;
  private static final long AGAIN_MILLIS = 100;
  private final Mqtt5AsyncClient client;
  private final Semaphore window = new Semaphore(WINDOW);

  private MqttDevices(Mqtt5ClientBuilder builder) {
    client = builder.buildAsync();
    client.connectWith().cleanStart(true).send().orTimeout(20, TimeUnit.SECONDS).join();
  }

  static MqttDevices plain(int port) {
    return new MqttDevices(builder(port));
  }

  static MqttDevices encrypted(int port, MqttClientSslConfig ssl, String user, String password) {
    return new MqttDevices(
        builder(port)
            .sslConfig(ssl)
            .simpleAuth()
            .username(user)
            .password(password.getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth());
  }

  private static Mqtt5ClientBuilder builder(int port) {
    return MqttClient.builder()
        .serverHost("127.0.0.1")
        .serverPort(port)
        .automaticReconnect()
        .initialDelay(100, TimeUnit.MILLISECONDS)
        .maxDelay(500, TimeUnit.MILLISECONDS)
        .applyAutomaticReconnect()
        .useMqttVersion5();
  }

  /**
   * Publishes messages with the sequence numbers from..to-1, so many a second.
   *
   * @param identified whether each carries its trace id: what a device repeats, as it did not see
   *     the broker's acknowledgement, the broker takes for another message
   */
  void publish(String source, int from, int to, int perSecond, boolean identified) {
    long begin = System.nanoTime();
    for (int sequence = from; sequence < to; sequence++) {
      sleepUntil(begin + Duration.ofSeconds(1).toNanos() * (sequence - from) / perSecond);
      window.acquireUninterruptibly();
      send(message(source, sequence, identified));
    }
  }

  private static Mqtt5Publish message(String source, int sequence, boolean identified) {
    Mqtt5PublishBuilder.Complete publish =
        Mqtt5Publish.builder()
            .topic("devices/" + source + "/" + source + "-" + sequence % DEVICES)
            .payload(("{\"seq\": " + sequence + "}").getBytes(StandardCharsets.UTF_8))
            .contentType("application/json")
            .qos(MqttQos.AT_LEAST_ONCE);
    return identified
        ? publish.userProperties().add("trace-id", source + sequence).applyUserProperties().build()
        : publish.build();
  }

  private void send(Mqtt5Publish message) {
    client
        .publish(message)
        .whenComplete(
            (result, e) -> {
              if (failure(result, e) == null) {
                window.release();
              } else {
                CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> send(message));
              }
            });
  }

  private static @Nullable Throwable failure(Mqtt5PublishResult result, @Nullable Throwable e) {
    return e != null ? e : result.getError().orElse(null);
  }

  private static void sleepUntil(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Returns when the broker has all that was published. */
  void flush() {
    try {
      if (!window.tryAcquire(WINDOW, 60, TimeUnit.SECONDS)) {
        throw new AssertionError("The broker did not take everything");
      }
      window.release(WINDOW);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    client.disconnect().orTimeout(5, TimeUnit.SECONDS).exceptionally(e -> null).join();
  }
}
