package io.millrace.udfs.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the records of a SenML pack (RFC 8428, section 4.6): names, units, values and times
 * without base fields; times in seconds since 1970, those below 2^28 counted from when the pack was
 * received. A record that has base fields only gives none.
 */
final class SenmlPack {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._/-]*");
  private static final Set<String> BASE = Set.of("bn", "bt", "bu", "bv", "bs", "bver");
  private static final Set<String> VALUES = Set.of("v", "vs", "vb", "vd");

  /** The version that RFC 8428 describes. */
  private static final long VERSION = 10;

  /** Times below count from now (section 4.5.3). */
  private static final double RELATIVE = 1L << 28;

  private final Number now;
  private final Map<String, Object> base = new LinkedHashMap<>();

  private SenmlPack(Instant receivedAt) {
    long millis = receivedAt.toEpochMilli();
    this.now = millis % 1000 == 0 ? (Number) (millis / 1000) : (Number) (millis / 1000.0);
  }

  /** The resolved records, in their order. */
  static List<Object> resolve(@Nullable Object pack, Instant receivedAt) throws RefusedException {
    if (!(pack instanceof List<?> records)) {
      throw refused("", "A SenML pack must be an array");
    }
    SenmlPack senml = new SenmlPack(receivedAt);
    List<Object> resolved = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (!(records.get(i) instanceof Map<?, ?> fields)) {
        throw refused("/" + i, "A SenML record must be a map");
      }
      Map<String, Object> record = senml.record(new SenmlFields(fields, "/" + i));
      if (record != null) {
        resolved.add(record);
      }
    }
    return resolved;
  }

  static RefusedException refused(String path, String reason) {
    return new RefusedException(RefusalCode.MALFORMED_SENML, path, reason);
  }

  private @Nullable Map<String, Object> record(SenmlFields fields) throws RefusedException {
    for (String name : BASE) {
      Object value = fields.get(name);
      if (value != null) {
        base.put(name, value);
      }
    }
    if (base.get("bver") instanceof Number version && version.doubleValue() > VERSION) {
      throw refused(fields.path("bver"), "Version " + version + " is newer than " + VERSION);
    }
    if (BASE.containsAll(fields.names())) {
      return null;
    }
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("n", name(fields));
    Object unit = fields.get("u") != null ? fields.get("u") : base.get("bu");
    if (unit != null) {
      record.put("u", unit);
    }
    values(fields, record);
    record.put("t", time(fields));
    fields.others().forEach(record::putIfAbsent);
    return record;
  }

  private String name(SenmlFields fields) throws RefusedException {
    String own = fields.get("n") instanceof String text ? text : "";
    String name = base.getOrDefault("bn", "") + own;
    if (!NAME.matcher(name).matches()) {
      throw refused(fields.path("n"), "The name '" + name + "' must match " + NAME);
    }
    return name;
  }

  private void values(SenmlFields fields, Map<String, Object> record) throws RefusedException {
    for (String kind : VALUES) {
      Object value = fields.get(kind);
      if (value != null) {
        record.put(kind, kind.equals("v") ? sum(fields, "v", "bv") : value);
      }
    }
    if (fields.get("s") != null) {
      record.put("s", sum(fields, "s", "bs"));
    }
    long kinds = VALUES.stream().filter(record::containsKey).count();
    if (kinds > 1 || (kinds == 0 && !record.containsKey("s"))) {
      throw refused(fields.path(""), "A record must have one of v, vs, vb, vd, or a sum s");
    }
  }

  private Number time(SenmlFields fields) throws RefusedException {
    Number time = sum(fields, "t", "bt");
    return time.doubleValue() < RELATIVE ? SenmlFields.add(now, time, fields.path("t")) : time;
  }

  private Number sum(SenmlFields fields, String own, String ofBase) throws RefusedException {
    Number first = base.get(ofBase) instanceof Number number ? number : 0L;
    Number second = fields.get(own) instanceof Number number ? number : 0L;
    return SenmlFields.add(first, second, fields.path(own));
  }
}
