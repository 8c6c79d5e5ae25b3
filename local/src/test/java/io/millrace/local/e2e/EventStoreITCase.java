package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.local.config.Addresses;
import io.millrace.local.config.ServerName;
import io.millrace.local.stack.Stack;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.store.EventStore;
import io.millrace.store.Manifest;
import io.millrace.store.ObjectStore;
import io.millrace.store.Sealer;
import io.millrace.store.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every change of every object is in S3 once, though a TaskManager dies; sealed, it still is. From
 * there the index is repaired and built anew.
 */
@ExtendWith(RunningStack.class)
class EventStoreITCase {
  private static final int MESSAGES = 400;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String SOURCE = "stored";
  private static final String REBUILT = "rebuilt";

  private final Stack stack;
  private final Addresses at;
  private final Service service;

  EventStoreITCase(Stack stack) {
    this.stack = stack;
    this.at = stack.addresses();
    this.service = new Service(at.serviceUrl());
  }

  @Test
  void everyEventIsStoredOnceAndSealed() throws IOException {
    try (Devices devices = new Devices(at.kafkaBootstrap());
        ObjectStore store = at.store().open()) {
      Traffic traffic = new Traffic(SOURCE, 5, devices);
      define(traffic, SOURCE);
      traffic.send(MESSAGES / 2);
      devices.flush();
      stack.kill(ServerName.TASKMANAGER);
      stack.start(ServerName.TASKMANAGER);
      traffic.send(MESSAGES / 2);
      devices.flush();
      await("documents")
          .atMost(PATIENCE)
          .until(() -> service.count(SOURCE), count -> count >= traffic.objects());
      for (String id : List.of(SOURCE + "-1", SOURCE + "-2", SOURCE + "-3")) {
        stored(id, store);
      }
      assertThat(problems(store)).isEmpty();
      sealed(store);
    }
  }

  @Test
  void theIndexIsRepairedAndBuiltAnewWhileEventsFlow() throws Exception {
    try (Devices devices = new Devices(at.kafkaBootstrap());
        ProjectionCommands projection = new ProjectionCommands(at)) {
      Traffic traffic = new Traffic(REBUILT, 6, devices);
      define(traffic, REBUILT);
      traffic.send(MESSAGES / 2);
      devices.flush();
      await("documents")
          .atMost(PATIENCE)
          .until(() -> service.count(REBUILT), count -> count >= traffic.objects());
      assertThat(projection.run("verify", REBUILT)).as(projection.said()).isZero();

      projection.harm(REBUILT, "nobody");
      assertThat(projection.run("verify", REBUILT)).isEqualTo(1);
      assertThat(projection.said())
          .contains(
              "missing  objects-rebuilt/rebuilt-1",
              "differing  objects-rebuilt/rebuilt-2",
              "ahead  objects-rebuilt/rebuilt-3",
              "surplus  objects-rebuilt/nobody",
              "4 differing, 0 repaired");
      assertThat(projection.run("verify", REBUILT, "--repair")).as(projection.said()).isZero();
      assertThat(projection.said()).contains("4 differing, 4 repaired");
      assertThat(projection.run("verify", REBUILT)).as(projection.said()).isZero();

      AtomicBoolean done = new AtomicBoolean();
      CompletableFuture<Void> flow =
          CompletableFuture.runAsync(
              () -> {
                while (!done.get()) {
                  traffic.send(5);
                  devices.flush();
                  // A stream, and not a flood that a busy machine does not get through.
                  LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
              });
      assertThat(projection.run("rebuild", REBUILT)).as(projection.said()).isZero();
      done.set(true);
      flow.join();
      assertThat(projection.index(REBUILT)).isEqualTo("objects-rebuilt-000002");
      assertThat(projection.run("verify", REBUILT)).as(projection.said()).isZero();
      assertThat(projection.run("rollback", REBUILT)).as(projection.said()).isZero();
      assertThat(projection.index(REBUILT)).isEqualTo("objects-rebuilt-000001");
      assertThat(projection.run("verify", REBUILT)).as(projection.said()).isZero();
    }
  }

  private void define(Traffic traffic, String source) {
    for (String id : traffic.deviceIds()) {
      assertThat(service.put("devices", id, traffic.deviceDocument(id)).status()).isEqualTo(201);
    }
    assertThat(service.put("mappings", source, traffic.mapping()).status()).isEqualTo(201);
    InForce.await(at, "mapping", source, 1);
    InForce.await(at, "device", source + "-39", 1);
  }

  /** What the index has of an object, the store has all of. */
  private void stored(String id, ObjectStore store) {
    long seq = service.get("/api/v1/objects/" + SOURCE + "/" + id).body().path("seq").asLong();
    assertThat(seq).as(id).isPositive();
    await("events of " + id)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(new EventStore(store).history(SOURCE, id))
                    .extracting(ObjectEvent::getSeq)
                    .startsWith(1L)
                    .hasSizeGreaterThanOrEqualTo((int) seq));
  }

  private static void sealed(ObjectStore store) throws IOException {
    List<ObjectEvent> before = new EventStore(store).history(SOURCE, SOURCE + "-1");
    LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
    List<Manifest> made = new Sealer(store, Clock.systemUTC()).sealBefore(tomorrow);
    assertThat(made).isNotEmpty().allMatch(manifest -> manifest.events() > 0);
    assertThat(new EventStore(store).history(SOURCE, SOURCE + "-1"))
        .startsWith(before.toArray(ObjectEvent[]::new));
    assertThat(problems(store)).isEmpty();
  }

  private static List<String> problems(ObjectStore store) {
    List<String> problems = new ArrayList<>();
    try {
      new Verifier(store, problems::add).verify();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems;
  }
}
