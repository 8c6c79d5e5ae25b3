package io.millrace.jobs.objectify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.CommittedSink;
import io.millrace.jobs.Disorder;
import io.millrace.jobs.FailingSink;
import io.millrace.jobs.Gate;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.dataset.RowJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ObjectifyTopologyITCase {
  private static final int MACHINES = 12;
  private static final TypeInformation<Decoded<DatasetRow>> ROW = Decoded.type(DatasetRow.class);

  /** Those that are linked to a site in the end that never comes. */
  private static final List<String> DANGLING =
      List.of("DANGLING_LINK m10 s2", "DANGLING_LINK m4 s2", "DANGLING_LINK m8 s2");

  private static final List<ControlRecord> CONTROL = List.of(Plant.ontology(), Plant.assets());

  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;

  /** What a job wrote. */
  private static final class Written {
    final CommittedSink<ObjectEvent> events;
    final CollectingSink<EditOutcome> outcomes = new CollectingSink<>();

    /** What a crash undoes, another order after it may never tell again. */
    final CommittedSink<ObjectFinding> findings = new CommittedSink<>();

    final CollectingSink<DefinitionAck> acks = new CollectingSink<>();
    final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

    Written() {
      this(0);
    }

    /**
     * @param deadly after how many events the job is killed, once; 0 for never
     */
    Written(int deadly) {
      events = new CommittedSink<>(deadly);
    }

    ObjectifySinks sinks() {
      return new ObjectifySinks(events, outcomes, findings, acks, deadLetters);
    }

    /** Findings that are open, as they are told last. */
    Set<String> open() {
      Set<String> open = new TreeSet<>();
      for (ObjectFinding finding : findings.values()) {
        String text = finding.getKind() + " " + finding.getObjectId() + " " + finding.getOtherId();
        if (finding.getOpen()) {
          open.add(text);
        } else {
          open.remove(text);
        }
      }
      return open;
    }

    void checkSeqs() {
      Map<String, Long> seqs = new HashMap<>();
      for (ObjectEvent event : events.values()) {
        String key = event.getObjectType() + "/" + event.getObjectId();
        assertThat(event.getSeq()).as(key).isEqualTo(seqs.merge(key, 1L, Long::sum));
      }
    }
  }

  @Test
  void any_order_with_duplicates_and_a_crash_ends_with_the_objects_of_an_undisturbed_run()
      throws Exception {
    Written calm = new Written();
    JobCluster.run(
        folder.resolve("undisturbed"),
        env ->
            build(
                env,
                ListSource.of(Decoded.type(Observation.class), seen()),
                ListSource.of(ROW, rows()),
                calm.sinks()));
    calm.checkSeqs();
    Map<String, String> expected = Plant.objects(calm.events.values());
    assertThat(expected).hasSize(MACHINES + 1).containsKey("site/s1");
    assertThat(expected.get("machine/m1")).startsWith("deleted ");
    assertThat(expected.get("machine/m0")).contains("[s1]").contains("limit=90.0");
    assertThat(calm.open()).containsExactlyInAnyOrderElementsOf(DANGLING);
    assertThat(calm.outcomes.values()).as("of an edit that came twice").hasSize(1);
    assertThat(calm.deadLetters.values())
        .extracting(letter -> letter.getCode() + " " + letter.getAttempt())
        .as("of a row that has no key, and of its replay")
        .containsExactlyInAnyOrder("malformed-record 1", "missing-field 1", "missing-field 2");
    assertThat(calm.deadLetters.values())
        .filteredOn(letter -> letter.getAttempt() == 2)
        .allSatisfy(
            letter ->
                assertThat(RowJson.read(letter.getPayload().array()))
                    .isEqualTo(Plant.keyless(1, MACHINES + 1)));
    // The ontology by two subtasks that hold objects, the mapping by two that read rows.
    assertThat(calm.acks.values())
        .extracting(DefinitionAck::getKind)
        .containsExactlyInAnyOrder("ontology", "ontology", "object-mapping", "object-mapping");

    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      Written crashed = new Written(20 + random.nextInt(40));
      StreamExecutionEnvironment env = JobCluster.environment(folder.resolve("crash" + seed));
      FailingSink.restart(env);
      Source<Decoded<Observation>, ?, ?> observations =
          ListSource.paced(
              Decoded.type(Observation.class), Disorder.of(seen(), random), 50 + 50 * seed);
      Source<Decoded<DatasetRow>, ?, ?> rows =
          ListSource.paced(ROW, disorderedRows(random), 80 - 20 * seed);
      build(env, observations, rows, crashed.sinks());
      env.execute();
      assertThat(crashed.events.killed()).isTrue();
      crashed.checkSeqs();
      assertThat(Plant.objects(crashed.events.values()))
          .as("with the order of seed %d", seed)
          .isEqualTo(expected);
      assertThat(crashed.open())
          .as("with the order of seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(DANGLING);
    }
  }

  @Test
  void a_job_that_was_stopped_goes_on_at_another_parallelism() throws Exception {
    Gate gate = new Gate();
    List<Decoded<DatasetRow>> rows = rows();
    Source<Decoded<DatasetRow>, ?, ?> gated = ListSource.gated(ROW, rows, MACHINES, gate, 1000);
    ObjectifySources sources =
        new ObjectifySources(
            ListSource.gated(Decoded.type(Observation.class), seen(), 1, gate, 1000),
            gated,
            ListSource.gated(Decoded.type(ObjectEdit.class), edits(), 1, gate, 1000),
            ListSource.gated(ControlRecord.type(), CONTROL, 1, gate, 1000),
            definitions());
    Written written = new Written();
    ObjectifySinks sinks = written.sinks();
    StreamExecutionEnvironment before = JobCluster.environment(folder);
    ObjectifyTopology.build(before, sources, sinks, Plant.options());
    JobClient job = before.executeAsync();
    // Each machine of the first version is created and linked.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> written.events.values().size() >= 2 * MACHINES);
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    gate.open();

    StreamExecutionEnvironment after = JobCluster.environment(folder);
    after.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    after.setParallelism(1);
    ObjectifyTopology.build(after, sources, sinks, Plant.options());
    after.execute();
    written.checkSeqs();
    Map<String, String> objects = Plant.objects(written.events.values());
    assertThat(objects.get("machine/m1")).startsWith("deleted ");
    assertThat(objects.get("machine/m2")).contains("[s1]").contains("temperature=115.0");
    assertThat(written.outcomes.values()).as("known from before").hasSize(1);
    assertThat(written.open()).containsExactlyInAnyOrderElementsOf(DANGLING);
  }

  private static void build(
      StreamExecutionEnvironment env,
      Source<Decoded<Observation>, ?, ?> observations,
      Source<Decoded<DatasetRow>, ?, ?> rows,
      ObjectifySinks sinks) {
    ObjectifySources sources =
        new ObjectifySources(
            observations,
            rows,
            ListSource.of(Decoded.type(ObjectEdit.class), edits()),
            ListSource.of(ControlRecord.type(), CONTROL),
            definitions());
    ObjectifyTopology.build(env, sources, sinks, Plant.options());
  }

  private static ObjectifySnapshots definitions() {
    return new ObjectifySnapshots(
        ListSource.snapshot(List.of(Plant.ontology())),
        ListSource.snapshot(List.of(Plant.assets())));
  }

  /** Only even machines are observed; odd ones live by the data set alone. */
  private static List<Decoded<Observation>> seen() {
    List<Decoded<Observation>> seen = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      seen.add(Given.decoded(Given.observation(i, "m" + 2 * (i % (MACHINES / 2)), i), i));
    }
    seen.add(Given.unreadable(120));
    return seen;
  }

  /** The second version lacks the odd machines, and moves machine 2. */
  private static List<Decoded<DatasetRow>> rows() {
    List<DatasetRow> rows = first();
    rows.add(Plant.end(1, MACHINES + 1));
    rows.addAll(second());
    rows.add(Plant.end(2, MACHINES / 2));
    return decoded(rows);
  }

  /** An end comes after the rows of its version; all else comes anyhow, and late once more. */
  private static List<Decoded<DatasetRow>> disorderedRows(Random random) {
    List<DatasetRow> rows = Disorder.of(first(), random);
    rows.add(Plant.end(1, MACHINES + 1));
    rows.addAll(Disorder.of(second(), random));
    rows.add(Plant.end(2, MACHINES / 2));
    rows.add(Plant.end(1, MACHINES + 1));
    rows.addAll(Disorder.of(first(), random));
    return decoded(rows);
  }

  private static List<DatasetRow> first() {
    List<DatasetRow> rows = new ArrayList<>();
    for (int i = 0; i < MACHINES; i++) {
      rows.add(Plant.asset(1, i + 1, "m" + i, "s" + (i % 3 == 0 ? 1 : 2)));
    }
    rows.add(Plant.keyless(1, MACHINES + 1));
    return rows;
  }

  private static List<DatasetRow> second() {
    List<DatasetRow> rows = new ArrayList<>();
    for (int i = 0; i < MACHINES; i += 2) {
      rows.add(Plant.asset(2, i + 1, "m" + i, i == 2 ? "s1" : "s" + (i % 3 == 0 ? 1 : 2)));
    }
    return rows;
  }

  private static List<Decoded<DatasetRow>> decoded(List<DatasetRow> rows) {
    List<Decoded<DatasetRow>> all = Plant.decoded(rows);
    all.add(Plant.replay(keyless(), "assets-machines"));
    return all;
  }

  /** As the job writes it of the row without a key. */
  private static DeadLetter keyless() {
    return DeadLetters.of(
        "dataset-rows",
        0,
        MACHINES,
        RowJson.write(Plant.keyless(1, MACHINES + 1)),
        Verdict.of("map-rows", "missing-field", ""),
        Given.NOON);
  }

  /** A site comes, to which machines were linked before. */
  private static List<Decoded<ObjectEdit>> edits() {
    ObjectEdit site = Plant.edit("e1", "s1", EditKind.CREATE, Map.of());
    site.setObjectType("site");
    ObjectEdit again = Plant.edit("e1", "s1", EditKind.CREATE, Map.of());
    again.setObjectType("site");
    return Plant.decoded(List.of(site, again));
  }
}
