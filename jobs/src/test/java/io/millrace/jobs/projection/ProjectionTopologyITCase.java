package io.millrace.jobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.dispatch.Commands;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.CommandCause;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.FindingKind;
import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.Route;
import io.millrace.schemas.avro.TransportKind;
import io.millrace.store.EventWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTopologyITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;
  private static final KafkaSettings NO_KAFKA =
      new KafkaSettings("test", "none:1", Map.of(), "http://none", DeliveryGuarantee.AT_LEAST_ONCE);

  @Test
  void what_can_be_searched_becomes_documents() throws Exception {
    CollectingSink<DocumentOperation> documents = new CollectingSink<>();
    CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();
    ObjectEvent created = created();
    ObjectEvent deleted =
        ObjectEvent.newBuilder(created)
            .setObjectId("m2")
            .setSeq(4)
            .setKind(ObjectEventKind.DELETED)
            .setDeletedAt(Given.NOON)
            .build();
    ObjectEvent linked =
        ObjectEvent.newBuilder(created)
            .setSeq(2)
            .setKind(ObjectEventKind.LINKED)
            .setLink(
                Link.newBuilder()
                    .setLinkType("machine-site")
                    .setSourceType("machine")
                    .setSourceId("m1")
                    .setTargetType("site")
                    .setTargetId("s1")
                    .build())
            .build();
    ProjectionSources sources =
        new ProjectionSources(
            ListSource.of(
                Decoded.type(ObjectEvent.class),
                List.of(
                    Given.decoded(created, 1),
                    Given.decoded(deleted, 2),
                    Given.unreadable(3),
                    Given.decoded(linked, 4))),
            ListSource.of(Decoded.type(ObjectFinding.class), List.of(Given.decoded(finding(), 13))),
            ListSource.of(Decoded.type(Alert.class), List.of(Given.decoded(alert(), 7))),
            ListSource.of(Decoded.type(Alert.class), List.of(Given.decoded(trial(), 11))),
            ListSource.of(
                Decoded.type(DeadLetter.class),
                List.of(Given.decoded(letter(), 8), Given.unreadable(9))),
            ListSource.of(
                Decoded.type(ObjectCommand.class),
                List.of(Given.decoded(Commands.toDevice("c1", "d1"), 10))),
            ListSource.of(Decoded.type(DeviceCommand.class), List.of(Given.decoded(sent(), 11))),
            ListSource.of(
                Decoded.type(CommandOutcome.class), List.of(Given.decoded(outcome(), 12))));
    ProjectionSinks sinks = new ProjectionSinks(documents, deadLetters);
    JobCluster.run(folder, env -> ProjectionTopology.build(env, sources, sinks, () -> Given.NOON));

    assertThat(documents.values())
        .extracting(
            DocumentOperation::alias,
            DocumentOperation::id,
            DocumentOperation::version,
            DocumentOperation::offset)
        .containsExactlyInAnyOrder(
            Tuple.tuple("objects-machine", "m1", 1L, 1L),
            Tuple.tuple("objects-machine", "m2", 4L, 2L),
            Tuple.tuple("objects-machine", "m1", 2L, 4L),
            Tuple.tuple("links-machine-site", "machine/m1~site/s1", 2L, 4L),
            Tuple.tuple("findings", "f1", 6L, 13L),
            Tuple.tuple("alerts", "a1", 1L, 7L),
            Tuple.tuple("shadow-alerts", "a2", 1L, 11L),
            Tuple.tuple("dead-letters", letter().getRoot(), 2L, 8L),
            Tuple.tuple("commands", "c1", 1L, 10L),
            Tuple.tuple("deliveries", "d1-set", 4 * Given.NOON.toEpochMilli() + 1, 11L),
            Tuple.tuple("deliveries", "d1-set", 4 * Given.NOON.toEpochMilli() + 3, 12L));
    assertThat(documents.values())
        .filteredOn(operation -> text(operation).contains("\"deletedAt\""))
        .extracting(DocumentOperation::id)
        .containsExactly("m2");
    assertThat(documents.values())
        .filteredOn(operation -> operation.id().equals("m1"))
        .allSatisfy(operation -> assertThat(text(operation)).contains("\"temperature\":95.0"));
    assertThat(deadLetters.values())
        .extracting(DeadLetter::getStage)
        .containsExactlyInAnyOrder(
            ProjectionTopology.OBJECT_DOCUMENTS, ProjectionTopology.LETTER_DOCUMENTS);
  }

  @Test
  void a_store_becomes_the_newest_documents_of_what_is_rebuilt() throws Exception {
    Path store = folder.resolve("store");
    ObjectEvent first = created();
    ObjectEvent second = ObjectEvent.newBuilder(first).setEventId("e2").setSeq(2).build();
    ObjectEvent other = ObjectEvent.newBuilder(first).setObjectType("site").build();
    write(store.resolve("sealed/date=2026-01-01/000001-0.avro"), first, second, other);
    write(store.resolve("events/date=2026-01-02/part-1-0.avro"), second);
    Files.writeString(store.resolve("sealed/date=2026-01-01/000001-0.index"), "{}");
    Files.writeString(store.resolve("events/date=2026-01-02/.part-2.avro.inprogress"), "half");
    RebuildOptions options =
        new RebuildOptions(Set.of("objects-machine"), store.toUri().toString(), Map.of(), Map.of());
    CollectingSink<DocumentOperation> documents = new CollectingSink<>();
    ProjectionSinks sinks = new ProjectionSinks(documents, new CollectingSink<>());
    JobCluster.run(
        folder,
        env ->
            RebuildTopology.build(
                env,
                RebuildSource.of(options, NO_KAFKA),
                options.aliases(),
                sinks,
                () -> Given.NOON));

    assertThat(documents.values())
        .extracting(DocumentOperation::alias)
        .containsOnly("rebuild-objects-machine");
    // Which file is read first is not said; that each version passes once at most is.
    assertThat(documents.values())
        .extracting(DocumentOperation::version)
        .contains(2L)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_rebuild_can_be_submitted_with_and_without_a_store() {
    for (String store : List.of("", folder.toUri().toString())) {
      RebuildOptions options =
          new RebuildOptions(Set.of("objects-machine"), store, Map.of(0, 2L), Map.of(0, 5L, 1, 7L));
      Source<Decoded<ObjectEvent>, ?, ?> source = RebuildSource.of(options, NO_KAFKA);
      assertThat(source.getBoundedness()).isEqualTo(Boundedness.BOUNDED);
      ProjectionSinks sinks = new ProjectionSinks(new CollectingSink<>(), new CollectingSink<>());
      StreamExecutionEnvironment env = JobCluster.environment(folder);
      RebuildTopology.build(env, source, options.aliases(), sinks, () -> Given.NOON);
      assertThat(env.getStreamGraph().getJobGraph().getNumberOfVertices()).isPositive();
    }
  }

  private static void write(Path file, ObjectEvent... events) throws IOException {
    Files.createDirectories(file.getParent());
    try (EventWriter writer = EventWriter.create(Files.newOutputStream(file))) {
      for (ObjectEvent event : events) {
        writer.write(event);
      }
    }
  }

  private static String text(DocumentOperation operation) {
    return new String(operation.document(), StandardCharsets.UTF_8);
  }

  private static ObjectFinding finding() {
    return ObjectFinding.newBuilder()
        .setId("f1")
        .setSeq(6)
        .setKind(FindingKind.DANGLING_LINK)
        .setOpen(true)
        .setObjectType("machine")
        .setObjectId("m1")
        .setSubject("machine-site")
        .setOtherType("site")
        .setOtherId("s1")
        .setAt(Given.NOON)
        .build();
  }

  private static ObjectEvent created() {
    return ObjectEvent.newBuilder()
        .setEventId("e1")
        .setObjectType("machine")
        .setObjectId("m1")
        .setSeq(1)
        .setKind(ObjectEventKind.CREATED)
        .setOccurredAt(Given.NOON)
        .setRecordedAt(Given.NOON)
        .setActor("device:d1")
        .setCause(EventCause.newBuilder().build())
        .setProperties(Map.of("temperature", 95.0))
        .setChanged(List.of("temperature"))
        .setCreatedAt(Given.NOON)
        .build();
  }

  private static DeviceCommand sent() {
    return DeviceCommand.newBuilder()
        .setId("d1-set")
        .setDeviceId("d1")
        .setDeviceVersion(1)
        .setName("set")
        .setPayload(ByteBuffer.allocate(0))
        .setCause(CommandCause.newBuilder().setCommandId("c1").setActor("user:ann").build())
        .setRoute(Route.newBuilder().setKind(TransportKind.MQTT).setAddress("a").build())
        .setIssuedAt(Given.NOON)
        .build();
  }

  private static CommandOutcome outcome() {
    return CommandOutcome.newBuilder()
        .setId("d1-set")
        .setCauseId("c1")
        .setDeviceId("d1")
        .setName("set")
        .setStatus(DeliveryStatus.DELIVERED)
        .setAttempts(1)
        .setIssuedAt(Given.NOON)
        .setAt(Given.NOON)
        .build();
  }

  private static DeadLetter letter() {
    Verdict verdict = new Verdict("map", "wrong-type", "no number", "t", "pump", 3L);
    return DeadLetters.of(Given.traced(4, "d1", "{}", "t-1"), verdict, Given.NOON);
  }

  private static Alert trial() {
    return Alert.newBuilder(alert()).setId("a2").setShadow(true).build();
  }

  private static Alert alert() {
    return Alert.newBuilder()
        .setId("a1")
        .setSeq(1)
        .setState(AlertState.OPEN)
        .setRuleId("overheat")
        .setRuleVersion(1)
        .setSeverity("critical")
        .setMessage("m1 is hot")
        .setObjectType("machine")
        .setObjectId("m1")
        .setOpenedAt(Given.NOON)
        .setCauses(List.of())
        .build();
  }
}
