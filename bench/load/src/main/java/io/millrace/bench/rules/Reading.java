package io.millrace.bench.rules;

import io.millrace.udfs.rules.Event;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one device measured: an event with the properties {@code metric}, {@code group} and {@code
 * value}. It is its own map of properties, so that a benchmark measures rules and not the making of
 * maps.
 */
public final class Reading extends AbstractMap<String, @Nullable Object> implements Event {
  private final String device;
  private final Long group;
  private final String metric;
  private final Double value;
  private final long ts;
  private @Nullable String id;

  /**
   * @param group a fixed attribute of the device
   * @param ts epoch milliseconds
   */
  public Reading(String device, long group, String metric, double value, long ts) {
    this.device = device;
    this.group = group;
    this.metric = metric;
    this.value = value;
    this.ts = ts;
  }

  public String metric() {
    return metric;
  }

  public double value() {
    return value;
  }

  public int group() {
    return group.intValue();
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    if (!(name instanceof String text)) {
      return null;
    }
    return switch (text) {
      case "value" -> value;
      case "metric" -> metric;
      case "group" -> group;
      default -> null;
    };
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return get(name) != null;
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return Map.<String, @Nullable Object>of("metric", metric, "group", group, "value", value)
        .entrySet();
  }

  /** The device reports once at a time, so these two tell its events apart. */
  @Override
  public String id() {
    String known = id;
    if (known == null) {
      known = device + "/" + ts;
      id = known;
    }
    return known;
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
    return "";
  }

  @Override
  public String objectType() {
    return RuleDocuments.OBJECT_TYPE;
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
