package io.millrace.jobs.objectify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.Gate;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.objectify.join.JoinAccount;
import io.millrace.jobs.objectify.join.JoinDatabases;
import io.millrace.jobs.objectify.join.JoinSettings;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rows that wait for what a database says, in a job that is stopped meanwhile. */
class JoinsITCase {
  private static final int MACHINES = 10;

  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  private static JoinDatabases databases;
  @TempDir Path folder;

  private final Gate rowsGate = new Gate();
  private final Gate controlGate = new Gate();
  private final Gate endGate = new Gate();
  private final CollectingSink<ObjectEvent> events = new CollectingSink<>();
  private final CollectingSink<DefinitionAck> acks = new CollectingSink<>();
  private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();
  private final ObjectifySinks sinks =
      new ObjectifySinks(
          events,
          new CollectingSink<EditOutcome>(),
          new CollectingSink<ObjectFinding>(),
          acks,
          deadLetters);

  @BeforeAll
  static void start() throws Exception {
    databases = JoinDatabases.start();
  }

  @AfterAll
  static void stop() throws Exception {
    databases.close();
  }

  @Test
  void rows_wait_for_a_database_and_for_objects_and_the_end_for_the_rows() throws Exception {
    databases.execute(
        "INSERT INTO shop.prices SELECT 'Sm' || i || '1', i FROM generate_series(0, 7) i",
        "INSERT INTO shop.prices SELECT 'Sm' || i || '2', i FROM generate_series(0, 9) i",
        "INSERT INTO shop.prices VALUES ('Sm8' || '1', 1), ('Sm8' || '1', 2)");
    databases.lock();
    StreamExecutionEnvironment before = JobCluster.environment(folder);
    ObjectifyTopology.build(before, sources(MACHINES + 1, 2), sinks, options());
    JobClient job = before.executeAsync();
    // What another mapping makes of the last row, without a join.
    await("the last row")
        .atMost(Duration.ofMinutes(1))
        .until(() -> has("site", "s9", ObjectEventKind.CREATED));
    assertThat(of("machine")).isEmpty();
    String savepoint = JobCluster.stop(job, folder);
    assertThat(of("machine")).isEmpty();

    databases.unlock();
    StreamExecutionEnvironment after = JobCluster.environment(folder);
    after.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    ObjectifyTopology.build(after, sources(0, 0), sinks, options());
    JobClient resumed = after.executeAsync();
    firstVersion();
    databases.lock();
    databases.unlock();
    secondVersion();
    endGate.open();
    resumed.getJobExecutionResult().get();
    assertThat(deadLetters.values())
        .extracting(DeadLetter::getCode)
        .containsExactlyInAnyOrder("join-ambiguous", "join-missing");
  }

  /** Of 8 there are two prices, of 9 none; 0 waits for an object. */
  private void firstVersion() throws Exception {
    await("all but three")
        .atMost(Duration.ofMinutes(1))
        .until(() -> of("machine").size() == MACHINES - 3);
    assertThat(deadLetters.values()).hasSize(2);
    databases.object("model", "x", "{\"temperature\": 21.5}");
    await("what waited")
        .atMost(Duration.ofMinutes(1))
        .until(() -> has("machine", "m0", ObjectEventKind.CREATED));
    assertThat(last("machine", "m0").getProperties())
        .containsEntry("temperature", 21.5)
        .containsEntry("limit", 0.0);
    assertThat(last("machine", "m3").getProperties()).containsEntry("limit", 3.0);
  }

  /** By a mapping that has changed; machine 1 is gone, and 0 waits for another object. */
  private void secondVersion() throws Exception {
    controlGate.open();
    await("the changed mapping")
        .atMost(Duration.ofMinutes(1))
        .until(() -> acks.values().stream().anyMatch(ack -> ack.getVersion() == 2));
    rowsGate.open();
    await("the new limit")
        .atMost(Duration.ofMinutes(1))
        .until(() -> Double.valueOf(27).equals(limit("m9")));
    assertThat(has("machine", "m1", ObjectEventKind.DELETED)).isFalse();
    databases.object("model", "y", "{\"temperature\": 30.5}");
    await("the end of the version")
        .atMost(Duration.ofMinutes(1))
        .until(() -> has("machine", "m1", ObjectEventKind.DELETED));
    assertThat(last("machine", "m0").getProperties()).containsEntry("temperature", 30.5);
    assertThat(has("machine", "m0", ObjectEventKind.DELETED)).isFalse();
  }

  private Object limit(String machine) {
    return of("machine").contains(machine)
        ? last("machine", machine).getProperties().get("limit")
        : "none";
  }

  private List<String> of(String type) {
    return events.values().stream()
        .filter(event -> event.getObjectType().equals(type))
        .map(ObjectEvent::getObjectId)
        .distinct()
        .toList();
  }

  private boolean has(String type, String id, ObjectEventKind kind) {
    return events.values().stream()
        .anyMatch(
            event ->
                event.getObjectType().equals(type)
                    && event.getObjectId().equals(id)
                    && event.getKind() == kind);
  }

  private ObjectEvent last(String type, String id) {
    return events.values().stream()
        .filter(event -> event.getObjectType().equals(type) && event.getObjectId().equals(id))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  /**
   * @param firstRows that come at once, the others by their gate
   * @param firstControl the same
   */
  private ObjectifySources sources(int firstRows, int firstControl) {
    List<DatasetRow> rows = new ArrayList<>();
    for (int version = 1; version <= 2; version++) {
      for (int i = 0; i < MACHINES; i++) {
        if (version == 1 || i != 1) {
          rows.add(row(version, i));
        }
      }
      rows.add(Plant.end(version, rows.size()));
    }
    List<Decoded<ObjectEdit>> edits =
        Plant.decoded(
            List.of(
                Plant.edit("e1", "other", EditKind.DELETE, Map.of()),
                Plant.edit("e2", "other", EditKind.DELETE, Map.of())));
    return new ObjectifySources(
        ListSource.gated(
            Decoded.type(Observation.class),
            List.of(
                Given.decoded(Given.observation(0, "unseen", 1), 0),
                Given.decoded(Given.observation(0, "unseen", 1), 1)),
            0,
            endGate,
            1000),
        ListSource.gated(
            Decoded.type(DatasetRow.class), Plant.decoded(rows), firstRows, rowsGate, 1000),
        ListSource.gated(Decoded.type(ObjectEdit.class), edits, 0, endGate, 1000),
        ListSource.gated(
            ControlRecord.type(),
            List.of(Plant.ontology(), sites(), mapping(2, "joins.price.amount * 3.0")),
            firstControl,
            controlGate,
            1000),
        new ObjectifySnapshots(
            ListSource.snapshot(List.of(Plant.ontology())),
            ListSource.snapshot(List.of(sites(), mapping(1, "joins.price.amount")))));
  }

  private static DatasetRow row(int version, int machine) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", "m" + machine);
    values.put("serial", "Sm" + machine + version);
    values.put("site", "s" + machine);
    if (machine == 0) {
      values.put("model", version == 1 ? "x" : "y");
    }
    return Plant.row(version, machine + 1L, values);
  }

  private static ControlRecord sites() {
    return Given.control(
        ControlTopic.OBJECT_MAPPINGS,
        1,
        "sites",
        1,
        """
        {"id": "sites", "source": {"dataset": "assets"}, "vanished": "keep",
         "objects": [{"type": "site", "key": "row.site"}]}""");
  }

  private static ControlRecord mapping(long version, String limit) {
    return Given.control(
        ControlTopic.OBJECT_MAPPINGS,
        1 + version,
        "assets-machines",
        version,
        """
        {"id": "assets-machines", "source": {"dataset": "assets"},
         "joins": {
           "price": {"connection": "erp", "schema": "shop", "table": "prices",
                     "key": {"serial": "row.serial"}, "columns": ["amount"], "missing": "refuse"},
           "model": {"type": "model", "key": "row.model", "wait": "PT10M"}},
         "objects": [
           {"type": "machine", "key": "row.id", "properties": {
              "limit": {"expression": "%s", "type": "double"},
              "temperature": {"expression": "joins.model.temperature", "type": "double"}}}]}"""
            .formatted(limit));
  }

  private static ObjectifyOptions options() {
    ObjectifyOptions defaults = Plant.options();
    JoinSettings joins = defaults.joins();
    JoinAccount account = databases.account();
    return new ObjectifyOptions(
        defaults.editTtl(),
        defaults.findingDelay(),
        new JoinSettings(
            joins.capacity(),
            2,
            joins.cacheSize(),
            joins.cacheTtl(),
            joins.timeout(),
            account,
            connection -> connection.equals("erp") ? account : null),
        defaults.clock());
  }
}
