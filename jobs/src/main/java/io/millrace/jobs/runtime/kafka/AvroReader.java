package io.millrace.jobs.runtime.kafka;

import io.millrace.schemas.ReplayHeaders;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.MalformedRecordException;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.schemas.registry.RegistryException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads the values of an internal topic. What is the record's own fault becomes an {@link
 * Unreadable}; what is the registry's fault is thrown, so that Flink tries again and no good record
 * becomes a dead letter.
 */
public final class AvroReader<T extends SpecificRecordBase> {
  public static final String TOMBSTONE = "tombstone";
  public static final String MALFORMED_RECORD = "malformed-record";
  public static final String UNKNOWN_SCHEMA_ID = "unknown-schema-id";

  private final ConfluentAvro<T> avro;

  public AvroReader(RegistryClient registry, String topic, Class<T> type) {
    this.avro = new ConfluentAvro<>(registry, topic, type);
  }

  /**
   * The value, or why there is none.
   *
   * @throws IOException if the registry cannot be reached or refuses this client
   */
  public Decoded<T> read(ConsumerRecord<byte[], byte[]> record) throws IOException {
    if (record.value() == null) {
      return unreadable(record, TOMBSTONE, "The record has no value");
    }
    try {
      T value = avro.read(record.value());
      return new Decoded<>(
          record.topic(), record.partition(), record.offset(), value, null, replay(record));
    } catch (MalformedRecordException e) {
      return unreadable(record, MALFORMED_RECORD, String.valueOf(e.getMessage()));
    } catch (RegistryException e) {
      if (e.status() == 404 || e.status() == 422) {
        return unreadable(record, UNKNOWN_SCHEMA_ID, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private static Map<String, byte[]> replay(ConsumerRecord<byte[], byte[]> record) {
    if (record.headers().lastHeader(ReplayHeaders.DEAD_LETTER) == null) {
      return Map.of();
    }
    Map<String, byte[]> replay = new HashMap<>();
    for (Header header : record.headers()) {
      String name = header.key();
      boolean known = ReplayHeaders.ALL.contains(name) || name.equals(Envelopes.TRACE_ID);
      if (known && header.value() != null) {
        replay.put(name, header.value());
      }
    }
    return replay;
  }

  private Decoded<T> unreadable(ConsumerRecord<byte[], byte[]> record, String code, String reason) {
    Unreadable unreadable = new Unreadable(RawMessageDeserializer.read(record), code, reason);
    return new Decoded<>(record.topic(), record.partition(), record.offset(), null, unreadable);
  }
}
