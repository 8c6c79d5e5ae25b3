package io.millrace.schemas.registry;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.TimeMark;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes observations as Avro's own writer does, byte by byte the same, but by name: Avro's looks
 * up each field's schema and, for each property, which branch of the union its class has. That was
 * a sixth of the ingest job. The order of calls is the order of fields in {@code observation.avsc};
 * a test compares it with Avro's.
 */
final class ObservationWriter implements DatumWriter<Observation> {
  // Branches of the union of property values; those of lists and maps are the first four, less one.
  private static final int NULL = 0;
  private static final int BOOLEAN = 1;
  private static final int LONG = 2;
  private static final int DOUBLE = 3;
  private static final int TEXT = 4;
  private static final int GEO_POINT = 5;
  private static final int LIST = 6;
  private static final int MAP = 7;

  /** It knows one schema, that of the generated class. */
  @Override
  public void setSchema(Schema schema) {
    if (!schema.equals(Observation.getClassSchema())) {
      throw new IllegalArgumentException("Writes by the schema of the generated class alone");
    }
  }

  @Override
  public void write(Observation observation, Encoder out) throws IOException {
    out.writeString(observation.getId());
    out.writeString(observation.getTraceId());
    out.writeString(observation.getDeviceId());
    out.writeString(observation.getObjectType());
    out.writeString(observation.getObjectId());
    out.writeLong(observation.getObservedAt().toEpochMilli());
    out.writeLong(observation.getReceivedAt().toEpochMilli());
    properties(observation.getProperties(), out);
    out.writeString(observation.getMappingId());
    out.writeLong(observation.getMappingVersion());
    origin(observation.getOrigin(), out);
    marks(observation.getMarks(), out);
    skew(observation.getClockSkewMillis(), out);
  }

  private static void properties(Map<String, Object> properties, Encoder out) throws IOException {
    out.writeMapStart();
    out.setItemCount(properties.size());
    for (Map.Entry<String, Object> entry : properties.entrySet()) {
      out.startItem();
      out.writeString(entry.getKey());
      value(entry.getValue(), out);
    }
    out.writeMapEnd();
  }

  private static void value(@Nullable Object value, Encoder out) throws IOException {
    if (value == null) {
      out.writeIndex(NULL);
      out.writeNull();
    } else if (value instanceof GeoPoint point) {
      out.writeIndex(GEO_POINT);
      out.writeDouble(point.getLat());
      out.writeDouble(point.getLon());
    } else if (value instanceof List<?> list) {
      out.writeIndex(LIST);
      list(list, out);
    } else if (value instanceof Map<?, ?> map) {
      out.writeIndex(MAP);
      map(map, out);
    } else {
      scalar(value, 0, out);
    }
  }

  /**
   * @param less what the branches are less here than among property values
   */
  private static void scalar(Object value, int less, Encoder out) throws IOException {
    if (value instanceof Double number) {
      out.writeIndex(DOUBLE - less);
      out.writeDouble(number);
    } else if (value instanceof String text) {
      out.writeIndex(TEXT - less);
      out.writeString(text);
    } else if (value instanceof Long number) {
      out.writeIndex(LONG - less);
      out.writeLong(number);
    } else if (value instanceof Boolean bool) {
      out.writeIndex(BOOLEAN - less);
      out.writeBoolean(bool);
    } else {
      throw new AvroTypeException("No property can be a " + value.getClass().getName());
    }
  }

  private static void list(List<?> list, Encoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(list.size());
    for (Object item : list) {
      out.startItem();
      scalar(item, BOOLEAN, out);
    }
    out.writeArrayEnd();
  }

  private static void map(Map<?, ?> map, Encoder out) throws IOException {
    out.writeMapStart();
    out.setItemCount(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.startItem();
      out.writeString(String.valueOf(entry.getKey()));
      scalar(entry.getValue(), BOOLEAN, out);
    }
    out.writeMapEnd();
  }

  private static void origin(Origin origin, Encoder out) throws IOException {
    out.writeString(origin.getTopic());
    out.writeInt(origin.getPartition());
    out.writeLong(origin.getOffset());
    out.writeInt(origin.getIndex());
  }

  private static void marks(List<TimeMark> marks, Encoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(marks.size());
    for (TimeMark mark : marks) {
      out.startItem();
      out.writeEnum(mark.ordinal());
    }
    out.writeArrayEnd();
  }

  private static void skew(@Nullable Long millis, Encoder out) throws IOException {
    if (millis == null) {
      out.writeIndex(0);
      out.writeNull();
    } else {
      out.writeIndex(1);
      out.writeLong(millis);
    }
  }
}
