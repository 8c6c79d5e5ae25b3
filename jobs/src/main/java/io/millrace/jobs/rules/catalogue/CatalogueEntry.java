package io.millrace.jobs.rules.catalogue;

import io.millrace.udfs.rules.Expected;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * An object that is to be heard from, or no longer.
 *
 * @param member tells those of one key apart: of an object its devices, of a group its objects
 * @param since when Kafka got the device that says so: epoch milliseconds
 * @param properties what {@code by} expressions read
 */
public record CatalogueEntry(
    String member,
    String objectType,
    String objectId,
    String deviceId,
    long since,
    boolean still,
    Map<String, String> properties) {

  /** As rules see it. */
  public Expected expected(boolean others) {
    Map<String, @Nullable Object> values = new HashMap<>(properties);
    return new Expected(objectType, objectId, deviceId, since, since, still, others, values);
  }

  /** The same with another time. */
  public CatalogueEntry since(long time) {
    return new CatalogueEntry(member, objectType, objectId, deviceId, time, still, properties);
  }

  /** The same as a member of a group. */
  public CatalogueEntry ofGroup() {
    return new CatalogueEntry(objectId, objectType, objectId, deviceId, since, still, properties);
  }

  /** It is no longer expected from this time on: epoch milliseconds. */
  public CatalogueEntry gone(long at) {
    return new CatalogueEntry(member, objectType, objectId, deviceId, at, false, properties);
  }

  public static TypeInformation<CatalogueEntry> type() {
    return Types.POJO(
        CatalogueEntry.class,
        Map.of(
            "member", Types.STRING,
            "objectType", Types.STRING,
            "objectId", Types.STRING,
            "deviceId", Types.STRING,
            "since", Types.LONG,
            "still", Types.BOOLEAN,
            "properties", Types.MAP(Types.STRING, Types.STRING)));
  }
}
