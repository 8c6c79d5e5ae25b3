package io.millrace.udfs.rules;

import io.millrace.schemas.avro.Observation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An observation as rules see it. */
public final class ObservationEvent implements Event {
  private final Observation observation;
  private final long timestamp;
  private final long receivedAt;
  private final Map<String, @Nullable Object> properties;

  public ObservationEvent(Observation observation) {
    this.observation = observation;
    this.timestamp = observation.getObservedAt().toEpochMilli();
    this.receivedAt = observation.getReceivedAt().toEpochMilli();
    this.properties = GeoPoints.asMaps(observation.getProperties());
  }

  public Observation observation() {
    return observation;
  }

  @Override
  public String id() {
    return observation.getId();
  }

  @Override
  public long timestamp() {
    return timestamp;
  }

  @Override
  public long receivedAt() {
    return receivedAt;
  }

  @Override
  public String deviceId() {
    return observation.getDeviceId();
  }

  @Override
  public String traceId() {
    return observation.getTraceId();
  }

  @Override
  public String objectType() {
    return observation.getObjectType();
  }

  @Override
  public String objectId() {
    return observation.getObjectId();
  }

  @Override
  public Map<String, @Nullable Object> properties() {
    return properties;
  }
}
