package io.millrace.jobs.rules;

import io.millrace.schemas.avro.Observation;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * An observation on its way to a group.
 *
 * @param key see {@link StateKeys#group}
 */
public record Routed(String key, Observation observation) {
  public static TypeInformation<Routed> type() {
    return Types.POJO(
        Routed.class,
        Map.of("key", Types.STRING, "observation", new AvroTypeInfo<>(Observation.class)));
  }
}
