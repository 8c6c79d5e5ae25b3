package io.millrace.bridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.testkit.Broker;
import io.millrace.testkit.SchemaServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Kafka, a real webhook, the dispatcher in a process that is killed. */
class DispatcherITCase {
  private static final Duration LONG = Duration.ofSeconds(90);
  @TempDir Path folder;
  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final Map<String, Set<String>> idsByPath = new ConcurrentHashMap<>();
  private final Set<String> failed = ConcurrentHashMap.newKeySet();
  private Broker kafka;
  private SchemaServer registry;
  private HttpServer webhook;

  @BeforeEach
  void start() throws Exception {
    kafka = new Broker(folder.resolve("kafka"));
    registry = new SchemaServer();
    webhook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    webhook.createContext("/", this::answer);
    webhook.setExecutor(Executors.newCachedThreadPool());
    webhook.start();
  }

  @AfterEach
  void stop() {
    webhook.stop(0);
    registry.close();
    kafka.close();
  }

  @Test
  void a_killed_dispatcher_loses_no_command_and_keeps_the_order_of_each_device() throws Exception {
    send(IntStream.range(0, 600).mapToObj(i -> command(i, "d" + i % 12)).toList());
    for (int kill = 1; kill <= 3; kill++) {
      int enough = kill * 120;
      try (DispatcherProcess dispatcher = dispatcher()) {
        await().atMost(LONG).until(() -> arrived.size() >= enough);
        dispatcher.kill();
      }
    }
    try (DispatcherProcess dispatcher = dispatcher()) {
      await().atMost(LONG).untilAsserted(() -> assertThat(ids(outcomes())).hasSize(600));
    }
    for (int device = 0; device < 12; device++) {
      String prefix = "d" + device + "/";
      List<Integer> firstArrivals =
          new LinkedHashSet<>(arrived)
              .stream()
                  .filter(text -> text.startsWith(prefix))
                  .map(text -> Integer.valueOf(text.substring(prefix.length())))
                  .toList();
      assertThat(firstArrivals).as("commands of d" + device).hasSize(50).isSorted();
    }
    assertThat(outcomes())
        .extracting(CommandOutcome::getStatus)
        .containsOnly(DeliveryStatus.DELIVERED);
    assertThat(arrived).as("some came twice").hasSizeGreaterThan(600);
    idsByPath.forEach(
        (path, sent) ->
            assertThat(sent)
                .as("ids of " + path)
                .containsExactly("c" + path.substring(path.indexOf('/') + 1)));
    System.out.printf("600 commands, 3 kills: %d arrivals%n", arrived.size());
  }

  @Test
  void three_tries_and_then_a_dead_letter_and_what_cannot_be_read_holds_up_nothing()
      throws Exception {
    kafka.send(
        List.of(
            new ProducerRecord<>(Topics.DEVICE_COMMANDS, 0, bytes("x"), bytes("no avro")),
            new ProducerRecord<>(Topics.DEVICE_COMMANDS, 0, bytes("x"), null)));
    send(List.of(command(1, "dead"), command(2, "alive")));
    try (DispatcherProcess dispatcher = dispatcher()) {
      await().atMost(LONG).untilAsserted(() -> assertThat(outcomes()).hasSize(2));
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(letters())
                      .extracting(DeadLetter::getCode)
                      .containsExactlyInAnyOrder(
                          "malformed-record", "tombstone", "delivery-failed"));
    }
    assertThat(arrived).containsOnlyOnce("alive/2");
    assertThat(arrived.stream().filter("dead/1"::equals)).hasSize(3);
    DeadLetter failed =
        letters().stream().filter(l -> l.getCode().equals("delivery-failed")).findFirst().get();
    byte[] payload = new byte[failed.getPayload().remaining()];
    failed.getPayload().duplicate().get(payload);
    assertThat(coder(Topics.DEVICE_COMMANDS, DeviceCommand.class).read(payload).getId())
        .as("the record as it came, to be sent again")
        .isEqualTo("c1");
  }

  private DispatcherProcess dispatcher() throws IOException {
    return new DispatcherProcess(
        Path.of("target", "dispatcher-it.log"),
        "--kafka.bootstrap-servers",
        kafka.address(),
        "--registry.url",
        registry.url(),
        "--dispatch.backoff.first-delay",
        "20 ms",
        // A killed member is missed soon, so the next one gets its partitions.
        "--kafka.properties.session.timeout.ms",
        "6000",
        "--kafka.properties.heartbeat.interval.ms",
        "1000");
  }

  private DeviceCommand command(int number, String device) {
    String url = "http://127.0.0.1:" + webhook.getAddress().getPort() + "/" + device + "/" + number;
    return Commands.command("c" + number, device, Commands.webhook(url, null))
        .setIssuedAt(Instant.now())
        .build();
  }

  private void send(List<DeviceCommand> commands) throws Exception {
    ConfluentAvro<DeviceCommand> coder = coder(Topics.DEVICE_COMMANDS, DeviceCommand.class);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (DeviceCommand command : commands) {
      records.add(
          new ProducerRecord<>(
              Topics.DEVICE_COMMANDS, bytes(command.getDeviceId()), coder.write(command)));
    }
    kafka.send(records);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath().substring(1);
    idsByPath
        .computeIfAbsent(path, none -> ConcurrentHashMap.newKeySet())
        .add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    boolean dead = path.startsWith("dead/");
    // One in ten fails the first time.
    boolean fails = dead || (path.endsWith("7") && failed.add(path));
    if (!fails || dead) {
      arrived.add(path);
    }
    pause();
    exchange.sendResponseHeaders(fails ? 503 : 204, -1);
    exchange.close();
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<CommandOutcome> outcomes() throws Exception {
    return read(Topics.COMMAND_OUTCOMES, CommandOutcome.class);
  }

  private List<DeadLetter> letters() throws Exception {
    return read(Topics.DEAD_LETTERS, DeadLetter.class);
  }

  private static List<String> ids(List<CommandOutcome> outcomes) {
    return outcomes.stream().map(CommandOutcome::getId).distinct().toList();
  }

  private <T extends SpecificRecordBase> List<T> read(String topic, Class<T> type)
      throws Exception {
    ConfluentAvro<T> coder = coder(topic, type);
    List<T> values = new ArrayList<>();
    for (var record : kafka.read(topic)) {
      values.add(coder.read(record.value()));
    }
    return values;
  }

  private <T extends SpecificRecordBase> ConfluentAvro<T> coder(String topic, Class<T> type) {
    return new ConfluentAvro<>(new RegistryClient(registry.url()), topic, type);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
