package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to do harm to a store is told. */
class VerifierTest {
  private static final Clock CLOCK = Clock.fixed(Events.NOON.plusSeconds(86_400), ZoneOffset.UTC);
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

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
  void a_whole_store_has_no_problem() throws IOException {
    seal(1, 2);
    seal(3, 4);
    open(5);
    List<String> problems = new ArrayList<>();
    Verifier.Summary summary = new Verifier(store, problems::add).verify();
    assertThat(problems).isEmpty();
    assertThat(summary).isEqualTo(new Verifier.Summary(1, 5, 0, 2, 0));
  }

  @Test
  void a_gap_is_told() throws IOException {
    seal(1, 2);
    open(4);
    assertThat(problems()).containsExactly("machine/m1 seq 4: expected seq 3");
  }

  @Test
  void an_object_that_begins_late_is_told() throws IOException {
    open(2);
    assertThat(problems()).containsExactly("machine/m1 seq 2: expected seq 1");
  }

  @Test
  void two_events_of_one_number_are_told() throws IOException {
    seal(1, 2);
    var other = Events.event("m1", 2);
    other.setEventId("other");
    Events.file(folder, "events/date=2026-11-21/x.avro", List.of(other));
    assertThat(problems())
        .containsExactly("machine/m1 seq 2: two different events have this number");
  }

  @Test
  void changed_bytes_are_told() throws IOException {
    Manifest sealed = seal(1, 2);
    Path file = folder.resolve(sealed.files().get(0).avro());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(problems())
        .contains(sealed.files().get(0).avro() + ": has other bytes than were sealed");
  }

  @Test
  void a_file_that_is_gone_is_told() throws IOException {
    Manifest sealed = seal(1, 2);
    Files.delete(folder.resolve(sealed.files().get(0).avro()));
    assertThat(problems()).contains(sealed.files().get(0).avro() + ": is gone");
  }

  @Test
  void a_manifest_that_was_changed_or_taken_away_is_told() throws IOException {
    seal(1, 2);
    seal(3, 4);
    seal(5, 6);
    Path second = folder.resolve("manifests/000002.json");
    String text = Files.readString(second);
    Files.writeString(second, text.replace("\"copies\":0", "\"copies\":1"));
    assertThat(problems())
        .containsExactly(
            "manifests/000003.json: names another manifest before it than stands there");

    Files.delete(second);
    assertThat(problems())
        .contains("manifests/000003.json: expected manifest 2, found 3")
        .contains("machine/m1 seq 5: expected seq 3");
  }

  @Test
  void a_sealed_file_of_no_manifest_is_told() throws IOException {
    seal(1, 2);
    Files.write(
        folder.resolve("sealed/date=2026-11-20/9-0.avro"), "x".getBytes(StandardCharsets.UTF_8));
    assertThat(problems()).contains("sealed/date=2026-11-20/9-0.avro: stands in no manifest");
  }

  @Test
  void a_damaged_open_file_is_told_and_the_others_are_read() throws IOException {
    open(1);
    Files.writeString(folder.resolve("events/date=2026-11-21/y.avro"), "no avro");
    assertThat(problems()).hasSize(1).allMatch(p -> p.contains("y.avro is no file of events"));
  }

  private Manifest seal(long... seqs) throws IOException {
    List<io.millrace.schemas.avro.ObjectEvent> events = new ArrayList<>();
    for (long seq : seqs) {
      events.add(Events.event("m1", seq));
    }
    Events.file(folder, "events/date=" + DAY + "/part-" + seqs[0] + ".avro", events);
    return new Sealer(store, CLOCK).sealBefore(DAY.plusDays(1)).get(0);
  }

  private void open(long seq) throws IOException {
    Events.file(folder, "events/date=2026-11-21/part.avro", List.of(Events.event("m1", seq)));
  }

  private List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    new Verifier(store, problems::add).verify();
    return problems;
  }
}
