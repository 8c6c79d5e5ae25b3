package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.ObjectEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {
  private static final Clock CLOCK = Clock.fixed(Events.NOON.plusSeconds(86_400), ZoneOffset.UTC);
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final int OBJECTS = 50;
  private static final int EACH = 40;
  private static final Comparator<ObjectEvent> BY_KEY = Comparator.comparing(EventKey::of);

  @TempDir Path folder;
  private ObjectStore store;

  @BeforeEach
  void open() {
    store = StoreLocation.folder(folder).open();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_sealed_day_has_every_event_once_by_object() throws IOException {
    write(DAY, 1, EACH);

    List<Manifest> made = sealer().sealBefore(DAY.plusDays(1));

    assertThat(made).hasSize(1);
    assertThat(made.get(0).events()).isEqualTo(OBJECTS * EACH);
    assertThat(made.get(0).copies()).isEqualTo(OBJECTS);
    assertThat(made.get(0).files()).hasSizeGreaterThan(1);
    assertThat(store.list(Layout.EVENTS)).isEmpty();
    for (int i = 0; i < OBJECTS; i++) {
      assertThat(history("m" + i)).extracting(ObjectEvent::getSeq).containsExactly(seqs(1, EACH));
    }
    assertThat(history("m")).isEmpty();
    assertThat(problems()).isEmpty();
  }

  @Test
  void history_goes_over_sealed_days_and_the_open_one() throws IOException {
    write(DAY, 1, EACH);
    write(DAY.plusDays(1), EACH + 1, EACH + 5);
    sealer().sealBefore(DAY.plusDays(1));
    assertThat(history("m7")).extracting(ObjectEvent::getSeq).containsExactly(seqs(1, EACH + 5));

    sealer().sealBefore(DAY.plusDays(2));
    assertThat(history("m7")).extracting(ObjectEvent::getSeq).containsExactly(seqs(1, EACH + 5));
    assertThat(problems()).isEmpty();
  }

  @Test
  void all_events_are_those_sealed_and_open_and_handed_in_each_once() throws IOException {
    write(DAY, 1, 3);
    sealer().sealBefore(DAY.plusDays(1));
    write(DAY.plusDays(1), 3, 5);
    EventStore.Feed kafka =
        taker -> {
          for (long seq = 5; seq <= 6; seq++) {
            taker.take(Events.event("m7", seq));
          }
        };
    List<ObjectEvent> all = new ArrayList<>();
    try (EventSource events =
        new EventStore(store).all(Files.createDirectory(folder.resolve("_sort")), kafka)) {
      for (ObjectEvent e = events.next(); e != null; e = events.next()) {
        all.add(e);
      }
    }
    assertThat(all).hasSize(OBJECTS * 5 + 1).isSortedAccordingTo(BY_KEY);
    assertThat(all)
        .filteredOn(event -> event.getObjectId().equals("m7"))
        .extracting(ObjectEvent::getSeq)
        .containsExactly(seqs(1, 6));
  }

  @Test
  void today_is_not_sealed() throws IOException {
    write(DAY, 1, 3);
    assertThat(sealer().sealBefore(DAY)).isEmpty();
    assertThat(store.list(Layout.EVENTS)).isNotEmpty();
  }

  @Test
  void files_that_come_late_are_sealed_in_a_manifest_of_their_own() throws IOException {
    write(DAY, 1, 3);
    sealer().sealBefore(DAY.plusDays(1));
    Events.file(folder, "events/date=" + DAY + "/late.avro", List.of(Events.event("m0", 4)));

    List<Manifest> made = sealer().sealBefore(DAY.plusDays(1));

    assertThat(made).extracting(Manifest::number).containsExactly(2);
    assertThat(history("m0")).extracting(ObjectEvent::getSeq).containsExactly(1L, 2L, 3L, 4L);
    assertThat(problems()).isEmpty();
  }

  @Test
  void stopped_after_the_manifest_the_next_run_takes_away_what_was_sealed() throws IOException {
    write(DAY, 1, 3);
    Path kept = Files.createDirectories(folder.resolve("kept"));
    List<Path> files = files(folder.resolve("events"));
    for (Path file : files) {
      Files.copy(file, kept.resolve(file.getFileName()));
    }
    sealer().sealBefore(DAY.plusDays(1));
    for (Path file : files) {
      Files.copy(kept.resolve(file.getFileName()), file);
    }

    assertThat(history("m0")).extracting(ObjectEvent::getSeq).containsExactly(1L, 2L, 3L);
    assertThat(problems()).isEmpty();
    assertThat(sealer().sealBefore(DAY.plusDays(1))).isEmpty();
    assertThat(store.list(Layout.EVENTS)).isEmpty();
  }

  /** In a random order over three files, and the first event of each object twice. */
  private void write(LocalDate date, long from, long to) throws IOException {
    List<ObjectEvent> events = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      for (long seq = from; seq <= to; seq++) {
        events.add(Events.event("m" + i, seq));
      }
      events.add(Events.event("m" + i, from));
    }
    Collections.shuffle(events, new Random(from));
    for (int file = 0; file < 3; file++) {
      List<ObjectEvent> part =
          events.subList(events.size() * file / 3, events.size() * (file + 1) / 3);
      Events.file(folder, "events/date=" + date + "/part-" + from + "-" + file + ".avro", part);
    }
  }

  private Sealer sealer() {
    return new Sealer(store, CLOCK, 5_000, 16, 300);
  }

  private List<ObjectEvent> history(String id) throws IOException {
    return new EventStore(store).history("machine", id);
  }

  private List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    new Verifier(store, problems::add, 300).verify();
    return problems;
  }

  private static Long[] seqs(long from, long to) {
    return Stream.iterate(from, s -> s <= to, s -> s + 1).toArray(Long[]::new);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
