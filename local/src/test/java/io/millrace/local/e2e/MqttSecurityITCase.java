package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.local.stack.Stack;
import io.millrace.schemas.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TLS with certificates on both sides, user and password, and bridges that share. */
@ExtendWith(RunningStack.class)
class MqttSecurityITCase {
  private static final int MESSAGES = 400;
  private static final int MORE = 100;
  private static final String SOURCE = "secured";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Stack stack;
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder;

  MqttSecurityITCase(Stack stack) {
    this.stack = stack;
  }

  @Test
  void twoBridgesOfBothVersionsShareTheMessagesOfABrokerThatWantsToKnowThem() throws Exception {
    Keys keys = Keys.make(folder);
    int mqtt = freePort();
    int five = freePort();
    int three = freePort();
    try (ChildProcess broker = SecureBroker.start(stack.config(), folder, keys, mqtt);
        ChildProcess a = bridge(keys, mqtt, five, "5", SecureBroker.PASSWORD);
        ChildProcess b = bridge(keys, mqtt, three, "3.1.1", SecureBroker.PASSWORD)) {
      await().atMost(PATIENCE).until(() -> get(five, "ready").statusCode() == 200);
      await().atMost(PATIENCE).until(() -> get(three, "ready").statusCode() == 200);
      try (MqttDevices devices =
          MqttDevices.encrypted(mqtt, keys.client(), SecureBroker.USER, SecureBroker.PASSWORD)) {
        devices.publish(MESSAGES, 200, number -> MqttDevices.numbered(SOURCE, number));
        devices.flush();
        await().atMost(PATIENCE).until(() -> payloads().size() >= MESSAGES);
        assertThat(received(five) + received(three)).isEqualTo(MESSAGES);
        // How the broker divides what it has is its own affair; one that is left takes all.
        long before = received(three);
        a.close();
        devices.publish(MORE, 200, number -> MqttDevices.numbered(SOURCE, MESSAGES + number));
        devices.flush();
        await().atMost(PATIENCE).until(() -> received(three) >= before + MORE);
      }
      await().atMost(PATIENCE).until(() -> payloads().size() >= MESSAGES + MORE);
      assertThat(payloads()).hasSize(MESSAGES + MORE).doesNotHaveDuplicates();
      refused(keys, mqtt);
      assertThat(a.output() + b.output() + broker.output()).doesNotContain(SecureBroker.PASSWORD);
    }
  }

  private void refused(Keys keys, int mqtt) throws IOException, InterruptedException {
    int port = freePort();
    try (ChildProcess wrong = bridge(keys, mqtt, port, "5", "guessed-wrong")) {
      await().atMost(PATIENCE).until(() -> get(port, "ready").body().contains("NOT_AUTHORIZED"));
      assertThat(get(port, "ready").statusCode()).isEqualTo(503);
      assertThat(get(port, "live").statusCode()).isEqualTo(200);
      assertThat(wrong.output()).doesNotContain("guessed-wrong");
    }
  }

  private ChildProcess bridge(Keys keys, int mqtt, int port, String version, String password)
      throws IOException {
    return ChildProcess.java(
        List.of(
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-jar",
            stack.config().bridgeJar().toString(),
            "--kafka.bootstrap-servers=" + stack.addresses().kafkaBootstrap(),
            "--http.port=" + port,
            "--mqtt.url=mqtts://127.0.0.1:" + mqtt,
            "--mqtt.version=" + version,
            "--mqtt.client-id=secured-" + port,
            "--mqtt.user=" + SecureBroker.USER,
            "--mqtt.tls.truststore-file=" + keys.pem("broker"),
            "--mqtt.tls.keystore-file=" + keys.store("client"),
            "--mqtt.reconnect.longest-delay=1 s",
            "--mqtt.subscriptions.shared.filter=$share/plant/devices/+/+",
            "--mqtt.subscriptions.shared.topic=devices/{source}/{device}"),
        Map.of(
            "MILLRACE_BRIDGE_MQTT_PASSWORD",
            password,
            "MILLRACE_BRIDGE_MQTT_TLS_KEYSTORE_PASSWORD",
            Keys.PASSWORD),
        folder.resolve("bridge-" + port + ".log"));
  }

  private HttpResponse<String> get(int port, String what) throws InterruptedException {
    return call("http://127.0.0.1:" + port + "/health/" + what);
  }

  private HttpResponse<String> call(String url) throws InterruptedException {
    for (int tries = 0; ; tries++) {
      try {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        // Not up yet.
        assertThat(tries).as(url).isLessThan(1200);
        Thread.sleep(200);
      }
    }
  }

  private long received(int port) throws InterruptedException {
    return call("http://127.0.0.1:" + port + "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("millrace_bridge_mqtt_received_total "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  private List<String> payloads() {
    List<String> payloads = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.addresses().kafkaBootstrap()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.DEVICE_MESSAGES).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          var source = record.headers().lastHeader("source");
          if (source != null && new String(source.value(), StandardCharsets.UTF_8).equals(SOURCE)) {
            payloads.add(record.value());
          }
        }
      }
    }
    return payloads;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
