package io.millrace.jobs.rules.exchange;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.TimeMark;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes observations for {@link ObservationReader}: texts as UTF-8 led by their length, whole
 * numbers in as few bytes as they need.
 */
final class ObservationWriter {
  /** The object has the device's id. */
  static final int SAME_ID = 1;

  static final int SKEW = 2;
  static final int MARKS = 4;

  /** A property that Avro has a record for; all others are as {@link PropertyCodec} has them. */
  static final int POINT = 1;

  static final int OTHER = 0;

  private ObservationWriter() {}

  static void write(Observation observation, DataOutput out) throws IOException {
    boolean same = observation.getObjectId().equals(observation.getDeviceId());
    List<TimeMark> marks = observation.getMarks();
    Long skew = observation.getClockSkewMillis();
    out.writeByte((same ? SAME_ID : 0) | (skew == null ? 0 : SKEW) | (marks.isEmpty() ? 0 : MARKS));
    PropertyCodec.writeText(observation.getId(), out);
    PropertyCodec.writeText(observation.getTraceId(), out);
    PropertyCodec.writeText(observation.getDeviceId(), out);
    PropertyCodec.writeText(observation.getObjectType(), out);
    if (!same) {
      PropertyCodec.writeText(observation.getObjectId(), out);
    }
    long observedAt = observation.getObservedAt().toEpochMilli();
    PropertyCodec.writeLong(observedAt, out);
    PropertyCodec.writeLong(observation.getReceivedAt().toEpochMilli() - observedAt, out);
    writeProperties(observation.getProperties(), out);
    PropertyCodec.writeText(observation.getMappingId(), out);
    PropertyCodec.writeLong(observation.getMappingVersion(), out);
    Origin origin = observation.getOrigin();
    PropertyCodec.writeText(origin.getTopic(), out);
    PropertyCodec.writeCount(origin.getPartition(), out);
    PropertyCodec.writeLong(origin.getOffset(), out);
    PropertyCodec.writeCount(origin.getIndex(), out);
    if (!marks.isEmpty()) {
      writeMarks(marks, out);
    }
    if (skew != null) {
      PropertyCodec.writeLong(skew, out);
    }
  }

  private static void writeProperties(Map<String, @Nullable Object> properties, DataOutput out)
      throws IOException {
    PropertyCodec.writeCount(properties.size(), out);
    for (Map.Entry<String, @Nullable Object> property : properties.entrySet()) {
      PropertyCodec.writeText(property.getKey(), out);
      if (property.getValue() instanceof GeoPoint point) {
        out.writeByte(POINT);
        out.writeDouble(point.getLat());
        out.writeDouble(point.getLon());
      } else {
        out.writeByte(OTHER);
        PropertyCodec.write(property.getValue(), out);
      }
    }
  }

  private static void writeMarks(List<TimeMark> marks, DataOutput out) throws IOException {
    PropertyCodec.writeCount(marks.size(), out);
    for (TimeMark mark : marks) {
      out.writeByte(mark.ordinal());
    }
  }
}
