package io.millrace.jobs.runtime.definition;

import io.millrace.jobs.runtime.kafka.Unreadable;
import io.millrace.schemas.avro.Definition;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A record of a control topic: a definition, the tombstone of one, or something unreadable.
 *
 * @param timestamp when Kafka got it, epoch ms
 * @param id the definition's, from the record's key
 * @param definition null for a tombstone and for something unreadable
 * @param unreadable null unless nothing here can read it
 */
public record ControlRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    String id,
    @Nullable Definition definition,
    @Nullable Unreadable unreadable) {

  /** Whether it takes the definition away. */
  public boolean tombstone() {
    return definition == null && unreadable == null;
  }

  public static TypeInformation<ControlRecord> type() {
    return Types.POJO(
        ControlRecord.class,
        Map.of(
            "topic", Types.STRING,
            "partition", Types.INT,
            "offset", Types.LONG,
            "timestamp", Types.LONG,
            "id", Types.STRING,
            "definition", new AvroTypeInfo<>(Definition.class),
            "unreadable", Types.POJO(Unreadable.class)));
  }
}
