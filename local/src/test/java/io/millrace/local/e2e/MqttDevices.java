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
import java.util.function.IntFunction;
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

  /** Publishes so many messages, so many a second, each made of its number. */
  void publish(int count, int perSecond, IntFunction<Mqtt5Publish> message) {
    long begin = System.nanoTime();
    for (int number = 0; number < count; number++) {
      sleepUntil(begin + Duration.ofSeconds(1).toNanos() * number / perSecond);
      window.acquireUninterruptibly();
      send(message.apply(number));
    }
  }

  /** A message that says its number. */
  static Mqtt5Publish numbered(String source, int number) {
    return message(source, number, number).build();
  }

  /**
   * The same with a trace id: what a device repeats, as it did not see the broker's
   * acknowledgement, the broker takes for another message.
   */
  static Mqtt5Publish identified(String source, int number) {
    return message(source, number, number)
        .userProperties()
        .add("trace-id", source + number)
        .applyUserProperties()
        .build();
  }

  /** A message that says what all others say. */
  static Mqtt5Publish alike(String source, int number) {
    return message(source, number, 0).build();
  }

  private static Mqtt5PublishBuilder.Complete message(String source, int number, int said) {
    return Mqtt5Publish.builder()
        .topic("devices/" + source + "/" + source + "-" + number % DEVICES)
        .payload(("{\"seq\": " + said + "}").getBytes(StandardCharsets.UTF_8))
        .contentType("application/json")
        .qos(MqttQos.AT_LEAST_ONCE);
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
