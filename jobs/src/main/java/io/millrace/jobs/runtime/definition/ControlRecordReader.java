package io.millrace.jobs.runtime.definition;

import io.millrace.jobs.runtime.kafka.AvroReader;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.RawMessageDeserializer;
import io.millrace.jobs.runtime.kafka.Unreadable;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the records of control topics. */
final class ControlRecordReader {
  static final String MISSING_KEY = "missing-key";
  static final String KEY_MISMATCH = "key-mismatch";

  private final AvroReader<Definition> values;

  ControlRecordReader(RegistryClient registry) {
    // The topic names a subject for writing only, so any will do.
    this.values = new AvroReader<>(registry, "control", Definition.class);
  }

  /**
   * @throws IOException if the registry cannot be reached or refuses this client
   */
  ControlRecord read(ConsumerRecord<byte[], byte[]> record) throws IOException {
    if (record.key() == null || record.key().length == 0) {
      return unreadable(record, "", MISSING_KEY, "A definition's key must be its id");
    }
    String id = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      return of(record, id, null, null);
    }
    Decoded<Definition> decoded = values.read(record);
    Definition definition = decoded.value();
    if (definition != null && !definition.getId().equals(id)) {
      String reason = "The key is '" + id + "' but the definition's id " + definition.getId();
      return unreadable(record, id, KEY_MISMATCH, reason);
    }
    return of(record, id, definition, decoded.unreadable());
  }

  private static ControlRecord unreadable(
      ConsumerRecord<byte[], byte[]> record, String id, String code, String reason) {
    Unreadable unreadable = new Unreadable(RawMessageDeserializer.read(record), code, reason);
    return of(record, id, null, unreadable);
  }

  private static ControlRecord of(
      ConsumerRecord<byte[], byte[]> record,
      String id,
      @Nullable Definition definition,
      @Nullable Unreadable unreadable) {
    return new ControlRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        id,
        definition,
        unreadable);
  }
}
