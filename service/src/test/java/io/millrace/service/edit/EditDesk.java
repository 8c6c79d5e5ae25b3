package io.millrace.service.edit;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.objectify.EditResult;
import io.millrace.udfs.objectify.Editor;
import io.millrace.udfs.objectify.LinkStore;
import io.millrace.udfs.objectify.Model;
import io.millrace.udfs.objectify.ObjectMemory;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.instance.Shapes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The objectify job without Flink: the same {@link Editor}, and transactions, on the stack's Kafka.
 * It decides the edits of one ontology, and leaves those of other types alone.
 */
public final class EditDesk implements AutoCloseable {
  private final ConfluentAvro<ObjectEdit> edits;
  private final ConfluentAvro<ObjectEvent> events;
  private final ConfluentAvro<EditOutcome> outcomes;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final Ontology ontology;
  private final Editor editor;
  private final Map<String, byte[]> states = new HashMap<>();
  private final Map<String, Map<String, byte[]>> links = new HashMap<>();
  private final Set<String> applied = new HashSet<>();
  private final List<ObjectEdit> seen = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "edit-desk");
  private volatile boolean closed;

  public EditDesk(Stack stack, Ontology ontology) {
    this.ontology = ontology;
    this.editor = new Editor(new Model(Shapes.of(ontology), Map.of()));
    RegistryClient registry = new RegistryClient(stack.registryUrl());
    edits = new ConfluentAvro<>(registry, Topics.OBJECT_EDITS, ObjectEdit.class);
    events = new ConfluentAvro<>(registry, Topics.OBJECT_EVENTS, ObjectEvent.class);
    outcomes = new ConfluentAvro<>(registry, Topics.EDIT_OUTCOMES, EditOutcome.class);
    String kafka = stack.kafka().address();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", kafka), bytes, bytes);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "transactional.id", "edit-desk"),
            new StringSerializer(),
            new ByteArraySerializer());
    thread.setDaemon(true);
    thread.start();
  }

  /** The edits of one object as they came, repeats included. */
  public List<ObjectEdit> edits(String objectId) {
    return seen.stream().filter(edit -> edit.getObjectId().equals(objectId)).toList();
  }

  private void run() {
    List<TopicPartition> partitions = new ArrayList<>();
    consumer
        .partitionsFor(Topics.OBJECT_EDITS)
        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    producer.initTransactions();
    while (!closed) {
      var records = consumer.poll(Duration.ofMillis(50));
      if (!records.isEmpty()) {
        producer.beginTransaction();
        records.forEach(this::decide);
        producer.commitTransaction();
      }
    }
    consumer.close();
    producer.close();
  }

  private void decide(ConsumerRecord<byte[], byte[]> record) {
    try {
      ObjectEdit edit = edits.read(record.value());
      if (ontology.objectType(edit.getObjectType()) == null) {
        return;
      }
      seen.add(edit);
      if (applied.add(edit.getId())) {
        decide(edit);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void decide(ObjectEdit edit) throws IOException {
    String key = edit.getObjectType() + "/" + edit.getObjectId();
    LinkStore store = new MapLinks(links.computeIfAbsent(key, k -> new HashMap<>()));
    ObjectMemory memory =
        ObjectMemory.read(edit.getObjectType(), edit.getObjectId(), states.get(key), store);
    EditResult result = editor.apply(memory, edit, Instant.now());
    if (result.applied()) {
      states.put(key, memory.write());
    }
    for (ObjectEvent event : result.events()) {
      send(Topics.OBJECT_EVENTS, key, events, event);
    }
    send(Topics.EDIT_OUTCOMES, edit.getId(), outcomes, result.outcome());
  }

  private <T extends SpecificRecordBase> void send(
      String topic, String key, ConfluentAvro<T> avro, T value) throws IOException {
    var unused = producer.send(new ProducerRecord<>(topic, key, avro.write(value)));
  }

  private record MapLinks(Map<String, byte[]> map) implements LinkStore {
    @Override
    public byte[] get(String key) {
      return map.get(key);
    }

    @Override
    public void put(String key, byte[] state) {
      map.put(key, state);
    }

    @Override
    public void remove(String key) {
      map.remove(key);
    }

    @Override
    public Iterable<String> keys() {
      return List.copyOf(map.keySet());
    }
  }

  @Override
  public void close() throws Exception {
    closed = true;
    thread.join(Duration.ofSeconds(10).toMillis());
  }
}
