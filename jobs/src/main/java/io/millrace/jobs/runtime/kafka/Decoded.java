package io.millrace.jobs.runtime.kafka;

import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A record of an internal topic with its place: either its value or why there is none.
 *
 * @param value null if the record is unreadable
 * @param unreadable null if there is a value
 * @param replay the headers by which it replays a dead letter; empty for one that does not
 */
public record Decoded<T>(
    String topic,
    int partition,
    long offset,
    @Nullable T value,
    @Nullable Unreadable unreadable,
    Map<String, byte[]> replay) {
  public Decoded {
    // State of before has none.
    replay = replay == null ? Map.of() : replay;
  }

  /** One that replays nothing. */
  public Decoded(
      String topic,
      int partition,
      long offset,
      @Nullable T value,
      @Nullable Unreadable unreadable) {
    this(topic, partition, offset, value, unreadable, Map.of());
  }

  /** How Flink serialises it: value as Avro, the rest as POJO. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal has no type arguments
  public static <T extends SpecificRecordBase> TypeInformation<Decoded<T>> type(Class<T> value) {
    Map<String, TypeInformation<?>> fields =
        Map.of(
            "topic",
            Types.STRING,
            "partition",
            Types.INT,
            "offset",
            Types.LONG,
            "value",
            new AvroTypeInfo<>(value),
            "unreadable",
            Types.POJO(Unreadable.class),
            "replay",
            Types.MAP(Types.STRING, Types.PRIMITIVE_ARRAY(Types.BYTE)));
    return (TypeInformation) Types.POJO(Decoded.class, fields);
  }
}
