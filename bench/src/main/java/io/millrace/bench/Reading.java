package io.millrace.bench;

import io.millrace.udfs.rules.Event;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A reading of the peers' workloads, as rules see it. */
final class Reading extends AbstractMap<String, @Nullable Object> implements Event {
  private static final int GROUPS = 25;
  private static final int METRICS = 8;
  private static final long START = 1_700_000_000_000L;

  private final String device;
  private final Long group;
  private final String metric;
  private final Double value;
  private final long ts;

  private Reading(String device, long group, String metric, double value, long ts) {
    this.device = device;
    this.group = group;
    this.metric = metric;
    this.value = value;
    this.ts = ts;
  }

  /** As the peers draw them: devices in a fixed order, values k/16 in [0,100]. */
  static Reading[] stream(int count, int devices) {
    SplittableRandom random = new SplittableRandom(42);
    String[] metrics = new String[METRICS];
    for (int i = 0; i < METRICS; i++) {
      metrics[i] = "m" + i;
    }
    String[] names = new String[devices];
    for (int i = 0; i < devices; i++) {
      names[i] = "device-" + i;
    }
    Reading[] readings = new Reading[count];
    for (int i = 0; i < count; i++) {
      int device = i % devices;
      readings[i] =
          new Reading(
              names[device],
              device % GROUPS,
              metrics[random.nextInt(METRICS)],
              random.nextInt(1601) / 16.0,
              START + i);
    }
    return readings;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    if ("value".equals(name)) {
      return value;
    }
    if ("metric".equals(name)) {
      return metric;
    }
    return "group".equals(name) ? group : null;
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return Map.<String, @Nullable Object>of("group", group, "metric", metric, "value", value)
        .entrySet();
  }

  @Override
  public String id() {
    return device + "-" + ts;
  }

  @Override
  public long timestamp() {
    return ts;
  }

  @Override
  public long receivedAt() {
    return ts;
  }

  @Override
  public String deviceId() {
    return device;
  }

  @Override
  public String traceId() {
    return device;
  }

  @Override
  public String objectType() {
    return "device";
  }

  @Override
  public String objectId() {
    return device;
  }

  @Override
  public Map<String, @Nullable Object> properties() {
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
