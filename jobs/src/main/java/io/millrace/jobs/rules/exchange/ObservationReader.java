package io.millrace.jobs.rules.exchange;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.TimeMark;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads observations that {@link ObservationWriter} wrote. Texts that most observations share are
 * not made anew, and properties share their keys. Not safe for use by many threads.
 */
final class ObservationReader {
  private static final TimeMark[] TIME_MARKS = TimeMark.values();

  private final TextReader texts = new TextReader();
  private final TextReader.Last objectType = new TextReader.Last();
  private final TextReader.Last mappingId = new TextReader.Last();
  private final TextReader.Last topic = new TextReader.Last();
  private final SharedKeys keys = new SharedKeys();

  Observation read(DataInput in) throws IOException {
    int flags = in.readByte();
    String id = texts.read(in);
    String traceId = texts.read(in);
    String deviceId = texts.read(in);
    String type = texts.read(in, objectType);
    String objectId = (flags & ObservationWriter.SAME_ID) != 0 ? deviceId : texts.read(in);
    long observedAt = PropertyCodec.readLong(in);
    long receivedAt = observedAt + PropertyCodec.readLong(in);
    return new Observation(
        id,
        traceId,
        deviceId,
        type,
        objectId,
        Instant.ofEpochMilli(observedAt),
        Instant.ofEpochMilli(receivedAt),
        readProperties(in),
        texts.read(in, mappingId),
        PropertyCodec.readLong(in),
        new Origin(
            texts.read(in, topic),
            PropertyCodec.readCount(in),
            PropertyCodec.readLong(in),
            PropertyCodec.readCount(in)),
        (flags & ObservationWriter.MARKS) != 0 ? readMarks(in) : List.of(),
        (flags & ObservationWriter.SKEW) != 0 ? (Long) PropertyCodec.readLong(in) : null);
  }

  private Map<String, @Nullable Object> readProperties(DataInput in) throws IOException {
    int count = PropertyCodec.readCount(in);
    @Nullable Object[] values = new Object[count];
    keys.begin(count);
    for (int i = 0; i < count; i++) {
      keys.next(texts, in);
      values[i] =
          in.readByte() == ObservationWriter.POINT
              ? new GeoPoint(in.readDouble(), in.readDouble())
              : PropertyCodec.read(in);
    }
    return keys.map(values);
  }

  private static List<TimeMark> readMarks(DataInput in) throws IOException {
    int count = PropertyCodec.readCount(in);
    List<TimeMark> marks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      marks.add(TIME_MARKS[in.readByte()]);
    }
    return marks;
  }
}
