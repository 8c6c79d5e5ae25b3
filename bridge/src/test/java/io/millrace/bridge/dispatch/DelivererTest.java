package io.millrace.bridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.bridge.kafka.KafkaSettings;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DelivererTest {
  private static final DeliveryException BUSY = DeliveryException.passing("http-503", "busy");
  private static final DeliveryException GONE = DeliveryException.lasting("http-404", "gone");

  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<Report> reports = new CopyOnWriteArrayList<>();
  private final List<Long> done = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusedReports = new AtomicInteger();
  private Deliverer deliverer;

  @AfterEach
  void close() {
    deliverer.close();
  }

  @Test
  void a_delivered_command_has_its_outcome_and_is_done_with() {
    start(settings(), (command, attempt) -> ok());
    deliverer.deliver(Commands.received(7, "d1"));
    await().untilAsserted(() -> assertThat(done).containsExactly(7L));
    CommandOutcome outcome = outcomes().get(0);
    assertThat(outcome.getStatus()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(outcome.getId()).isEqualTo("d1-7");
    assertThat(outcome.getCauseId()).isEqualTo("cause-d1-7");
    assertThat(outcome.getAttempts()).isEqualTo(1);
    assertThat(letters()).isEmpty();
  }

  @Test
  void three_tries_and_then_a_dead_letter_with_the_record_as_it_came() {
    start(settings(), (command, attempt) -> CompletableFuture.failedFuture(BUSY));
    deliverer.deliver(Commands.received(7, "d1"));
    await().untilAsserted(() -> assertThat(done).containsExactly(7L));
    assertThat(sent).containsExactly("d1-7#1", "d1-7#2", "d1-7#3");
    CommandOutcome outcome = outcomes().get(0);
    assertThat(outcome.getStatus()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(outcome.getAttempts()).isEqualTo(3);
    assertThat(outcome.getCode()).isEqualTo("http-503");
    DeadLetter letter = letters().get(0);
    assertThat(letter.getStage()).isEqualTo("dispatch");
    assertThat(letter.getCode()).isEqualTo("delivery-failed");
    assertThat(letter.getOffset()).isEqualTo(7);
    assertThat(letter.getPayload()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(letter.getDefinitionId()).isEqualTo("d1");
    assertThat(letter.getDefinitionVersion()).isEqualTo(3);
  }

  @Test
  void what_cannot_pass_is_tried_once() {
    start(settings(), (command, attempt) -> CompletableFuture.failedFuture(GONE));
    deliverer.deliver(Commands.received(7, "d1"));
    await().untilAsserted(() -> assertThat(done).containsExactly(7L));
    assertThat(sent).containsExactly("d1-7#1");
    assertThat(letters()).hasSize(1);
  }

  @Test
  void a_transport_that_throws_is_a_failed_try() {
    start(
        settings(),
        (command, attempt) -> {
          if (attempt == 1) {
            throw new IllegalStateException("not open");
          }
          return ok();
        });
    deliverer.deliver(Commands.received(7, "d1"));
    await().untilAsserted(() -> assertThat(done).containsExactly(7L));
    assertThat(outcomes()).extracting(CommandOutcome::getAttempts).containsExactly(2);
  }

  @Test
  void the_order_of_each_device_holds_whatever_fails() {
    Random random = new Random(3);
    start(
        settings(),
        (command, attempt) ->
            random.nextInt(3) == 0 ? CompletableFuture.failedFuture(BUSY) : later());
    for (int i = 0; i < 300; i++) {
      deliverer.deliver(Commands.received(i, "d" + i % 5));
    }
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(done).hasSize(300));
    for (int device = 0; device < 5; device++) {
      String prefix = "d" + device + "-";
      List<Integer> offsets =
          sent.stream()
              .filter(text -> text.startsWith(prefix))
              .map(text -> Integer.valueOf(text.substring(prefix.length(), text.indexOf('#'))))
              .toList();
      assertThat(offsets).isSorted();
      assertThat(offsets.stream().distinct()).hasSize(60);
    }
  }

  @Test
  void devices_that_do_not_answer_do_not_hold_up_the_others() {
    Map<String, CompletableFuture<Void>> stuck = new ConcurrentHashMap<>();
    start(
        settings(),
        (command, attempt) ->
            command.getDeviceId().startsWith("slow")
                ? stuck.computeIfAbsent(command.getDeviceId(), d -> new CompletableFuture<>())
                : ok());
    for (int i = 0; i < 50; i++) {
      deliverer.deliver(Commands.received(i, "slow" + i % 3));
    }
    for (int i = 50; i < 250; i++) {
      deliverer.deliver(Commands.received(i, "d" + i));
    }
    await().untilAsserted(() -> assertThat(done).hasSize(200));
    assertThat(done).allMatch(offset -> offset >= 50);
    assertThat(sent.stream().filter(text -> text.startsWith("slow")))
        .as("one of each slow device is on its way, the others wait")
        .hasSize(3);
    stuck.values().forEach(future -> future.complete(null));
    await().untilAsserted(() -> assertThat(done).hasSize(250));
  }

  @Test
  void no_more_are_on_their_way_than_is_allowed() {
    AtomicInteger flying = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    start(
        settings(),
        (command, attempt) -> {
          most.accumulateAndGet(flying.incrementAndGet(), Math::max);
          return later().whenComplete((unused, error) -> flying.decrementAndGet());
        });
    IntStream.range(0, 200).forEach(i -> deliverer.deliver(Commands.received(i, "d" + i)));
    await().untilAsserted(() -> assertThat(done).hasSize(200));
    assertThat(most.get()).isBetween(2, 4);
  }

  @Test
  void more_than_may_wait_for_a_device_fail_at_once() {
    start(settings(Duration.ofMinutes(1), 10), (command, attempt) -> new CompletableFuture<>());
    IntStream.range(0, 15).forEach(i -> deliverer.deliver(Commands.received(i, "slow")));
    await().untilAsserted(() -> assertThat(done).containsExactly(11L, 12L, 13L, 14L));
    assertThat(outcomes()).extracting(CommandOutcome::getCode).containsOnly("backlog-full");
    assertThat(letters()).hasSize(4);
  }

  @Test
  void an_expired_command_is_not_sent() {
    start(settings(), (command, attempt) -> ok());
    DeviceCommand command =
        Commands.command("c1", "d1").setExpiresAt(Commands.NOON.minusMillis(1)).build();
    deliverer.deliver(Commands.received(1, command));
    deliverer.deliver(Commands.received(2, "d1"));
    await().untilAsserted(() -> assertThat(done).containsExactly(1L, 2L));
    assertThat(sent).containsExactly("d1-2#1");
    assertThat(outcomes())
        .extracting(CommandOutcome::getStatus)
        .containsExactly(DeliveryStatus.EXPIRED, DeliveryStatus.DELIVERED);
    assertThat(letters()).isEmpty();
  }

  @Test
  void no_answer_in_time_is_a_failed_try() {
    start(
        settings(Duration.ofMillis(20), 1_000),
        (command, attempt) -> attempt == 2 ? ok() : new CompletableFuture<>());
    deliverer.deliver(Commands.received(1, "d1"));
    await().untilAsserted(() -> assertThat(done).containsExactly(1L));
    assertThat(sent).containsExactly("d1-1#1", "d1-1#2");
  }

  @Test
  void a_command_is_not_done_with_before_its_outcome_is_stored() {
    refusedReports.set(1);
    start(settings(), (command, attempt) -> ok());
    deliverer.deliver(Commands.received(1, "d1"));
    await().untilAsserted(() -> assertThat(refusedReports).hasValue(0));
    assertThat(done).isEmpty();
    await().untilAsserted(() -> assertThat(done).containsExactly(1L));
    assertThat(sent).as("sent once, stored in the second try").containsExactly("d1-1#1");
  }

  @Test
  void what_waits_for_partitions_of_others_is_dropped() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    start(settings(), (command, attempt) -> first);
    IntStream.range(0, 5).forEach(i -> deliverer.deliver(Commands.received(i, "d1")));
    await().untilAsserted(() -> assertThat(sent).hasSize(1));
    deliverer.drop(List.of(new TopicPartition("device-commands", 0)));
    deliverer.deliver(Commands.received(9, "d2"));
    await().untilAsserted(() -> assertThat(sent).contains("d2-9#1"));
    first.complete(null);
    await().untilAsserted(() -> assertThat(done).containsExactlyInAnyOrder(0L, 9L));
    assertThat(sent).containsExactly("d1-0#1", "d2-9#1");
  }

  private void start(DispatchSettings settings, Transport script) {
    Transport recording =
        (command, attempt) -> {
          sent.add(command.getId() + "#" + attempt);
          return script.send(command, attempt);
        };
    deliverer =
        new Deliverer(
            settings,
            recording,
            this::store,
            new DispatchMetrics(new SimpleMeterRegistry(), () -> 0),
            Clock.fixed(Commands.NOON, ZoneOffset.UTC),
            received -> done.add(received.record().offset()));
  }

  private CompletableFuture<Void> store(CommandOutcome outcome, DeadLetter letter) {
    if (refusedReports.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return CompletableFuture.failedFuture(new IOException("Kafka is away"));
    }
    reports.add(new Report(outcome, letter));
    return ok();
  }

  private List<CommandOutcome> outcomes() {
    return reports.stream().map(Report::outcome).toList();
  }

  private List<DeadLetter> letters() {
    List<DeadLetter> letters = new ArrayList<>();
    reports.stream().map(Report::letter).filter(letter -> letter != null).forEach(letters::add);
    return letters;
  }

  private static CompletableFuture<Void> ok() {
    return CompletableFuture.completedFuture(null);
  }

  private static CompletableFuture<Void> later() {
    return CompletableFuture.runAsync(() -> {});
  }

  private static DispatchSettings settings() {
    return settings(Duration.ofMinutes(1), 1_000);
  }

  /** Four ways out. */
  private static DispatchSettings settings(Duration timeout, int backlog) {
    return new DispatchSettings(
        new KafkaSettings("127.0.0.1:1", Map.of()),
        "http://127.0.0.1:1",
        "group",
        new RetryPolicy(3, Duration.ofMillis(2), Duration.ofMillis(4)),
        timeout,
        4,
        1_000,
        backlog);
  }
}
