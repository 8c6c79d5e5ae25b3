package io.millrace.service.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.object.ObjectToken;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.Ports;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.store.EventWriter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects by their events: a store in a folder, and Kafka for what is not stored yet. */
class HistoryITCase {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final EventCause OBSERVED =
      cause().setObservationId("o-1").setDefinitionId("plant").setDefinitionVersion(3L).build();
  private static final EventCause ROW =
      cause().setDatasetId("assets").setDatasetVersion(2L).setRow(17L).build();
  private static final EventCause EDITED = cause().setCommandId("e-1").build();
  private static final EventCause ONTOLOGY =
      cause().setDefinitionId("ontology").setDefinitionVersion(4L).build();

  @TempDir static Path folder;
  private static Stack stack;
  private static RunningService service;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    stack = Stack.shared();
    Map<String, String> settings = new HashMap<>(stack.settings(stack.createDatabase("history")));
    settings.put("millrace.store.root", folder.toUri().toString());
    service = RunningService.start(settings);
    api = service.api();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void lineage_names_what_set_each_property_from_store_and_kafka() throws Exception {
    ObjectEvent first = event("p1", 1, "device:d1", OBSERVED, Map.of("heat", 5.0, "id", "p1"));
    ObjectEvent second = event("p1", 2, "dataset:assets", ROW, Map.of("serial", "S1"), first);
    store("part-1", first, second);
    ObjectEvent third = event("p1", 3, "user:ann", EDITED, Map.of("limit", 80L), second);
    ObjectEvent fourth =
        event("p1", 4, "definition:ontology", ONTOLOGY, Map.of("class", "A"), third);
    send(false, second, third, fourth);

    Answer lineage = api.get("/api/v1/objects/press/p1/lineage");
    assertThat(lineage.status()).as(lineage.http().body()).isEqualTo(200);
    assertThat(lineage.json().path("seq").asLong()).isEqualTo(4);
    assertThat(lineage.json().at("/properties/class/cause").toString())
        .isEqualTo("{\"kind\":\"ONTOLOGY\",\"ontologyVersion\":4,\"traceId\":\"t-1\"}");
    assertThat(lineage.json().at("/properties/heat").toString())
        .isEqualTo(
            """
            {"value":5.0,"seq":1,"event":{"id":"p1-1","kind":"CREATED","actor":"device:d1",\
            "occurredAt":"2026-01-01T12:00:01Z","recordedAt":"2026-01-01T12:01:01Z"},\
            "cause":{"kind":"OBSERVATION","observationId":"o-1","deviceId":"d1",\
            "mappingId":"plant","mappingVersion":3,"traceId":"t-1"}}""");
    assertThat(lineage.json().at("/properties/serial/cause").toString())
        .isEqualTo(
            """
            {"kind":"ROW","datasetId":"assets","datasetVersion":2,"row":17,"traceId":"t-1"}""");
    assertThat(lineage.json().at("/properties/limit/cause").toString())
        .isEqualTo("{\"kind\":\"EDIT\",\"editId\":\"e-1\",\"traceId\":\"t-1\"}");
    assertThat(api.get("/api/v1/objects/press/p1/lineage?seq=1").json().path("properties").size())
        .isEqualTo(2);
    assertThat(api.get("/api/v1/objects/press/none/lineage").status()).isEqualTo(404);
  }

  @Test
  void objects_are_shown_as_they_were() throws Exception {
    ObjectEvent first = event("p2", 1, "device:d1", OBSERVED, Map.of("heat", 5.0));
    ObjectEvent second = event("p2", 2, "device:d1", OBSERVED, Map.of("heat", 6.0), first);
    ObjectEvent gone = event("p2", 3, "user:ann", EDITED, Map.of(), second);
    gone.setKind(ObjectEventKind.DELETED);
    gone.setDeletedAt(gone.getOccurredAt());
    store("part-2", first, second, gone);
    String path = "/api/v1/objects/press/p2";
    Answer was = api.get(path + "?seq=1");
    assertThat(was.json().at("/properties/heat").asDouble()).isEqualTo(5.0);
    assertThat(was.text("source")).isEqualTo("events");
    assertThat(was.header("ETag")).isEqualTo("\"1\"");
    // Recorded a minute after they occurred: only then was it known.
    assertThat(api.get(path + "?at=2026-01-01T12:01:02Z").json().path("seq").asLong()).isEqualTo(2);
    assertThat(api.get(path + "?at=2026-01-01T12:01:00Z").status()).isEqualTo(404);
    assertThat(api.get(path + "?seq=3").status()).as("deleted").isEqualTo(410);
    assertThat(api.get(path + "/lineage").json().path("deleted").asBoolean()).isTrue();
    assertThat(api.get(path + "?seq=1&at=2026-01-01T12:01:02Z").status()).isEqualTo(400);
  }

  @Test
  void a_token_is_answered_by_the_events_until_the_index_is_that_far() throws Exception {
    ObjectEvent first = event("p3", 1, "user:ann", EDITED, Map.of("limit", 1L));
    ObjectEvent second = event("p3", 2, "user:ann", EDITED, Map.of("limit", 2L), first);
    send(true, first, second);
    index("p3", 1);
    String path = "/api/v1/objects/press/p3?wait=0s&token=";
    Answer answer = api.get(path + token("p3", 2));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.text("source")).isEqualTo("events");
    assertThat(answer.json().at("/properties/limit").asLong()).isEqualTo(2);
    assertThat(api.get(path + token("p3", 1)).text("source")).isEqualTo("index");
    index("p3", 2);
    assertThat(api.get(path + token("p3", 2)).text("source")).isEqualTo("index");
    Answer header = api.get("/api/v1/objects/press/p3?wait=0s", "Millrace-Token", token("p3", 2));
    assertThat(header.json().path("seq").asLong()).isEqualTo(2);

    Answer never = api.get(path + token("p3", 9));
    assertThat(never.status()).isEqualTo(503);
    assertThat(never.text("detail")).contains("is not at 9 yet");
    assertThat(api.get(path + token("p4", 1)).status()).as("of another object").isEqualTo(400);
    assertThat(api.get(path + "x.y").status()).isEqualTo(400);
  }

  @Test
  void who_deleted_an_object_does_not_find_it() throws Exception {
    ObjectEvent first = event("p5", 1, "user:ann", EDITED, Map.of("limit", 1L));
    ObjectEvent gone = event("p5", 2, "user:ann", EDITED, Map.of(), first);
    gone.setKind(ObjectEventKind.DELETED);
    gone.setDeletedAt(gone.getOccurredAt());
    send(true, first, gone);
    index("p5", 1);
    assertThat(api.get("/api/v1/objects/press/p5").status()).isEqualTo(200);
    assertThat(api.get("/api/v1/objects/press/p5?wait=0s&token=" + token("p5", 2)).status())
        .isEqualTo(410);
  }

  @Test
  void kafka_is_read_from_where_the_store_has_come_to() throws Exception {
    ObjectEvent first = event("p6", 1, "device:d1", OBSERVED, Map.of("heat", 1.0));
    send(true, first);
    ConsumerRecord<byte[], byte[]> sent =
        stack.kafka().read(Topics.OBJECT_EVENTS).stream()
            .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals("press/p6"))
            .findFirst()
            .orElseThrow();
    TopicPartition partition = new TopicPartition(sent.topic(), sent.partition());
    String lineage = "/api/v1/objects/press/p6/lineage";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka().address()))) {
      commit(admin, partition, sent.offset());
      assertThat(api.get(lineage).status()).isEqualTo(200);
      commit(admin, partition, sent.offset() + 1);
      assertThat(api.get(lineage).status()).as("it says that it is stored").isEqualTo(404);
      store("part-6", first);
      assertThat(api.get(lineage).json().path("seq").asLong()).isEqualTo(1);
      commit(admin, partition, 0);
    }
  }

  @Test
  void without_the_index_a_token_is_answered_all_the_same() throws Exception {
    send(true, event("p7", 1, "user:ann", EDITED, Map.of("limit", 1L)));
    Map<String, String> settings = new HashMap<>(stack.settings(stack.createDatabase("noindex")));
    settings.put("millrace.elasticsearch.url", "http://127.0.0.1:" + Ports.free());
    try (RunningService own = RunningService.start(settings)) {
      String path = "/api/v1/objects/press/p7";
      Answer answer = own.api().get(path + "?token=" + token("p7", 1));
      assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
      assertThat(answer.text("source")).isEqualTo("events");
      assertThat(own.api().get(path).status()).isEqualTo(503);
      // It has no store: what Kafka has is all there is.
      assertThat(own.api().get(path + "?seq=1").status()).isEqualTo(200);
    }
  }

  private static String token(String id, long seq) {
    return new ObjectToken("press", id, seq, Instant.now()).text();
  }

  private static EventCause.Builder cause() {
    return EventCause.newBuilder().setTraceId("t-1");
  }

  /** An event that sets these properties, after another one of the same object. */
  private static ObjectEvent event(
      String id,
      long seq,
      String actor,
      EventCause cause,
      Map<String, Object> set,
      ObjectEvent... before) {
    Map<String, Object> properties = new HashMap<>();
    Map<String, Long> setBy = new HashMap<>();
    for (ObjectEvent event : before) {
      properties.putAll(event.getProperties());
      setBy.putAll(event.getSetBy());
    }
    properties.putAll(set);
    set.keySet().forEach(name -> setBy.put(name, seq));
    return ObjectEvent.newBuilder()
        .setEventId(id + "-" + seq)
        .setObjectType("press")
        .setObjectId(id)
        .setSeq(seq)
        .setKind(seq == 1 ? ObjectEventKind.CREATED : ObjectEventKind.CHANGED)
        .setOccurredAt(NOON.plusSeconds(seq))
        .setRecordedAt(NOON.plusSeconds(60 + seq))
        .setActor(actor)
        .setCause(cause)
        .setProperties(properties)
        .setSetBy(setBy)
        .setChanged(List.copyOf(set.keySet()))
        .setCreatedAt(NOON)
        .build();
  }

  private static void store(String name, ObjectEvent... events) throws Exception {
    Path file = folder.resolve("events/date=2026-01-01/" + name + ".avro");
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        EventWriter writer = EventWriter.create(out)) {
      for (ObjectEvent event : events) {
        writer.write(event);
      }
    }
  }

  /** To Kafka, as the job does it; where so, with events of an aborted transaction behind them. */
  private static void send(boolean undone, ObjectEvent... events) throws Exception {
    ConfluentAvro<ObjectEvent> avro =
        new ConfluentAvro<>(
            new RegistryClient(stack.registryUrl()), Topics.OBJECT_EVENTS, ObjectEvent.class);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", stack.kafka().address(), "transactional.id", "history");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (ObjectEvent event : events) {
        String key = "press/" + event.getObjectId();
        producer.send(new ProducerRecord<>(Topics.OBJECT_EVENTS, key, avro.write(event))).get();
      }
      producer.commitTransaction();
      if (undone) {
        ObjectEvent last = events[events.length - 1];
        ObjectEvent next =
            event(last.getObjectId(), last.getSeq() + 1, "user:bob", EDITED, Map.of(), last);
        producer.beginTransaction();
        String key = "press/" + last.getObjectId();
        producer.send(new ProducerRecord<>(Topics.OBJECT_EVENTS, key, avro.write(next))).get();
        producer.abortTransaction();
      }
    }
  }

  private static void commit(Admin admin, TopicPartition partition, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            "millrace-eventstore", Map.of(partition, new OffsetAndMetadata(offset)))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  private static void index(String id, long seq) throws Exception {
    String document =
        """
        {"id":"%s","type":"press","seq":%d,"createdAt":"2026-01-01T12:00:00Z",
         "updatedAt":"2026-01-01T12:00:00Z","properties":{"limit":%d}}"""
            .formatted(id, seq, seq);
    stack.elasticsearch("PUT", "/objects-press/_doc/" + id, document);
  }
}
