package io.millrace.jobs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeadLetterState;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.dataset.RowJson;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.objectify.mapping.ObjectMappingCompiler;
import io.millrace.udfs.objectify.mapping.ObjectMappings;
import io.millrace.udfs.objectify.mapping.ObjectMappings.Mapped;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rows that an object mapping refuses, and their replay. */
class RowLettersTest {
  private static final DatasetRow KEYLESS = Plant.keyless(1, 2);
  private static final Decoded<DatasetRow> RECORD =
      new Decoded<>("dataset-rows", 1, 5, KEYLESS, null);

  private Mapped mapped = new Mapped(List.of(), List.of(), List.of());

  /** What becomes of a record by a mapping, as in the operator. */
  private List<DeadLetter> letters(Decoded<DatasetRow> record, ControlRecord mapping)
      throws Exception {
    DatasetRow row = Objects.requireNonNull(record.value());
    ObjectMappings mappings =
        new ObjectMappings(
            List.of(
                new ObjectMappingCompiler().compile(Objects.requireNonNull(mapping.definition()))));
    Origin place = new Origin(record.topic(), record.partition(), record.offset(), 0);
    mapped = mappings.map(row, place, RowLetters.only(record, row));
    return new RowLetters(record, row, Given.NOON).of(mapped, RowLettersTest::verdict);
  }

  private static Verdict verdict(Refusal refusal) {
    return new Verdict(
        "map-rows",
        refusal.code().code(),
        refusal.reason(),
        refusal.path(),
        refusal.mappingId(),
        refusal.mappingVersion());
  }

  private DeadLetter refused() throws Exception {
    return letters(RECORD, Plant.assets()).get(0);
  }

  @Test
  void a_letter_has_the_row() throws Exception {
    DeadLetter letter = refused();
    assertThat(letter.getCode()).isEqualTo("missing-field");
    assertThat(letter.getDefinitionId()).isEqualTo("assets-machines");
    assertThat(letter.getKey().array()).isEqualTo(Given.bytes("assets"));
    assertThat(RowJson.read(letter.getPayload().array())).isEqualTo(KEYLESS);
    assertThat(letter.getTopic() + letter.getPartition() + "/" + letter.getOffset())
        .isEqualTo("dataset-rows1/5");
    assertThat(letter.getReceivedAt()).isEqualTo(KEYLESS.getLoadedAt());
  }

  @Test
  void a_replay_that_fails_again_is_the_next_attempt_of_the_same_letter() throws Exception {
    DeadLetter first = refused();
    DeadLetter second = letters(Plant.replay(first, "assets-machines"), Plant.assets()).get(0);
    assertThat(second.getRoot()).isEqualTo(first.getId());
    assertThat(second.getAttempt()).isEqualTo(2);
    assertThat(second.getOffset()).isEqualTo(5);
    assertThat(second.getState()).isEqualTo(DeadLetterState.OPEN);
    assertThat(RowJson.read(second.getPayload().array())).isEqualTo(KEYLESS);
  }

  @Test
  void a_replay_that_passes_resolves_its_letter() throws Exception {
    DeadLetter letter = refused();
    ControlRecord repaired = Plant.assets(2, "has(row.id) ? row.id : row.serial");
    List<DeadLetter> letters = letters(Plant.replay(letter, "assets-machines"), repaired);
    assertThat(mapped.said()).extracting(ObjectSaid::getObjectId).containsExactly("S2");
    assertThat(mapped.said().get(0).getBy().getVersion()).isEqualTo(1);
    assertThat(mapped.said().get(0).getBy().getPosition()).isEqualTo(2);
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).getState()).isEqualTo(DeadLetterState.RESOLVED);
    assertThat(letters.get(0).getRoot()).isEqualTo(letter.getId());
    assertThat(letters.get(0).getPayload()).isNull();
    assertThat(letters.get(0).getCode()).isEqualTo("missing-field");
  }

  @Test
  void a_replay_that_waits_for_a_join_is_not_resolved_yet() throws Exception {
    Decoded<DatasetRow> replay = Plant.replay(refused(), "assets-machines");
    DatasetRow row = Objects.requireNonNull(replay.value());
    Mapped waiting = new Mapped(List.of(), List.of(), Collections.singletonList(null));
    assertThat(new RowLetters(replay, row, Given.NOON).of(waiting, RowLettersTest::verdict))
        .isEmpty();
  }

  @Test
  void a_replay_by_a_mapping_that_is_gone_stays_open() throws Exception {
    DeadLetter letter = letters(Plant.replay(refused(), "nobody"), Plant.assets()).get(0);
    assertThat(letter.getCode()).isEqualTo("no-mapping");
    assertThat(letter.getState()).isEqualTo(DeadLetterState.OPEN);
    assertThat(mapped.said()).isEmpty();
  }

  @Test
  void a_row_that_passes_has_no_letter() throws Exception {
    DatasetRow good = Plant.asset(1, 1, "m1", "s1");
    assertThat(letters(new Decoded<>("dataset-rows", 1, 4, good, null), Plant.assets())).isEmpty();
    assertThat(mapped.said()).hasSize(1);
  }

  @Test
  void headers_that_do_not_parse_make_an_ordinary_row_of_it() throws Exception {
    Map<String, byte[]> forged = Map.of("millrace-dead-letter", Given.bytes("?"));
    var record = new Decoded<>("dataset-rows", 1, 5, KEYLESS, null, forged);
    assertThat(letters(record, Plant.assets()).get(0).getAttempt()).isEqualTo(1);
  }
}
