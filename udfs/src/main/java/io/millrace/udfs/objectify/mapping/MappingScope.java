package io.millrace.udfs.objectify.mapping;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.mapping.ElementScope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the expressions of an object mapping see of one row or observation. */
final class MappingScope extends HashMap<String, @Nullable Object> implements ElementScope {
  private static final long serialVersionUID = 1L;
  private static final String ROW = "row";
  private static final String ROW_NUMBER = "rowNumber";
  private static final String DATASET = "dataset";
  private static final String PROPERTIES = "properties";
  private static final String OBSERVATION = "observation";
  private static final String LOOKUPS = "lookups";
  static final String JOINS = "joins";
  private static final String ITEM = "item";
  private static final String KEY = "key";
  private static final String INDEX = "index";
  private static final MapType RECORD = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private MappingScope() {}

  /** The variables with their types, before anything is joined. */
  static Map<String, CelType> variables(MappedFrom from) {
    return variables(from, false, false);
  }

  /** The variables with their types. */
  static Map<String, CelType> variables(MappedFrom from, boolean element, boolean joins) {
    Map<String, CelType> types = new HashMap<>();
    types.put(LOOKUPS, MapType.create(SimpleType.STRING, RECORD));
    if (from instanceof MappedFrom.Dataset) {
      types.put(ROW, RECORD);
      types.put(ROW_NUMBER, SimpleType.INT);
      types.put(DATASET, RECORD);
    } else {
      types.put(PROPERTIES, RECORD);
      types.put(OBSERVATION, RECORD);
    }
    if (joins) {
      types.put(JOINS, MapType.create(SimpleType.STRING, RECORD));
    }
    if (element) {
      types.put(ITEM, SimpleType.DYN);
      types.put(KEY, SimpleType.DYN);
      types.put(INDEX, SimpleType.INT);
    }
    return types;
  }

  static MappingScope of(DatasetRow row, Map<String, Object> lookups) {
    MappingScope scope = new MappingScope();
    scope.put(LOOKUPS, lookups);
    scope.put(ROW, row.getValues());
    scope.put(ROW_NUMBER, row.getRow());
    scope.put(
        DATASET,
        Map.of(
            "id", row.getDatasetId(),
            "version", row.getVersion(),
            "loadedAt", row.getLoadedAt().toEpochMilli()));
    return scope;
  }

  static MappingScope of(Observation observation, Map<String, Object> lookups) {
    MappingScope scope = new MappingScope();
    scope.put(LOOKUPS, lookups);
    scope.put(PROPERTIES, plain(observation.getProperties()));
    scope.put(
        OBSERVATION,
        Map.of(
            "id", observation.getId(),
            "deviceId", observation.getDeviceId(),
            "objectType", observation.getObjectType(),
            "objectId", observation.getObjectId(),
            "observedAt", observation.getObservedAt().toEpochMilli(),
            "receivedAt", observation.getReceivedAt().toEpochMilli()));
    return scope;
  }

  void join(Map<String, Object> joined) {
    put(JOINS, joined);
  }

  /** Expressions see a place as the map of latitude and longitude. */
  private static Map<String, @Nullable Object> plain(Map<String, Object> properties) {
    Map<String, @Nullable Object> plain = new HashMap<>(properties);
    plain.replaceAll(
        (name, value) ->
            value instanceof GeoPoint point
                ? Map.of("lat", point.getLat(), "lon", point.getLon())
                : value);
    return plain;
  }

  @Override
  public void element(int place, @Nullable Object name, @Nullable Object element) {
    put(ITEM, element);
    put(KEY, name);
    put(INDEX, (long) place);
  }
}
