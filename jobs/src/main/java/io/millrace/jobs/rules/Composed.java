package io.millrace.jobs.rules;

import io.millrace.schemas.avro.Alert;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * An alert on its way to composite rules.
 *
 * @param key see {@link StateKeys}
 * @param objectType of the composite rules
 * @param receivedAt when the event was received that made the change: epoch milliseconds
 */
public record Composed(String key, String objectType, long receivedAt, Alert alert) {
  public static TypeInformation<Composed> type() {
    return Types.POJO(
        Composed.class,
        Map.of(
            "key", Types.STRING,
            "objectType", Types.STRING,
            "receivedAt", Types.LONG,
            "alert", new AvroTypeInfo<>(Alert.class)));
  }
}
