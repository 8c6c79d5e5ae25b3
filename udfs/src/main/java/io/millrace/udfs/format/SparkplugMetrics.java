package io.millrace.udfs.format;

import static io.millrace.udfs.format.SparkplugFields.put;

import com.google.protobuf.ByteString;
import io.millrace.udfs.format.BirthCertificate.Born;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds plain values from one Sparkplug B payload. Numbers of fields are the specification's. */
final class SparkplugMetrics {
  private static final int FIRST_VALUE = 10;
  private static final int FIRST_PARAMETER_VALUE = 3;

  private final SparkplugValues reader = new SparkplugValues(this::template);
  private final BirthLookup births;
  private final List<Born> born = new ArrayList<>();

  SparkplugMetrics(BirthLookup births) {
    this.births = births;
  }

  /** The metrics of the payload that have a name, as a birth certificate keeps them. */
  List<Born> born() {
    return born;
  }

  Map<String, @Nullable Object> payload(ByteString message) throws RefusedException {
    SparkplugFields fields = new SparkplugFields(message);
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    put(payload, "timestamp", fields.whole(1));
    put(payload, "seq", unsigned(fields.whole(3)));
    put(payload, "uuid", fields.text(4));
    put(payload, "body", fields.base64(5));
    addMetrics(payload, fields.all(2), "", 0);
    return payload;
  }

  /** In their order; and the values by name, as most mappings ask for them. */
  private void addMetrics(
      Map<String, @Nullable Object> to, List<ByteString> messages, String path, int depth)
      throws RefusedException {
    List<Object> metrics = new ArrayList<>();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (ByteString message : messages) {
      Map<String, @Nullable Object> metric =
          metric(message, path + "/metrics/" + metrics.size(), depth);
      metrics.add(metric);
      if (metric.get("name") instanceof String name) {
        values.put(name, metric.get("value"));
      }
    }
    to.put("metrics", metrics);
    to.put("values", values);
  }

  private Map<String, @Nullable Object> metric(ByteString message, String path, int depth)
      throws RefusedException {
    reader.count(1, path);
    SparkplugFields fields = new SparkplugFields(message);
    Map<String, @Nullable Object> metric = new LinkedHashMap<>();
    SparkplugType type = SparkplugType.of(fields.whole(4), path + "/datatype");
    Long alias = fields.whole(2);
    String name = name(fields, alias);
    // Aliases are those of the node's own metrics: what a template holds has its names.
    Born known = depth == 0 ? births.find(name, alias, path) : null;
    if (known != null) {
      name = known.name();
      type = type == SparkplugType.UNKNOWN ? known.type() : type;
    }
    if (depth == 0 && name != null) {
      born.add(new Born(name, alias, type));
    }
    put(metric, "name", name);
    put(metric, "alias", unsigned(alias));
    put(metric, "timestamp", fields.whole(3));
    put(metric, "datatype", type == SparkplugType.UNKNOWN ? null : type.word());
    put(metric, "historical", fields.flag(5));
    put(metric, "transient", fields.flag(6));
    ByteString metaData = fields.bytes(8);
    put(metric, "metadata", metaData == null ? null : metaData(metaData));
    ByteString properties = fields.bytes(9);
    put(metric, "properties", properties == null ? null : reader.set(properties, path, depth));
    boolean isNull = Boolean.TRUE.equals(fields.flag(7));
    metric.put("value", isNull ? null : reader.value(type, fields, FIRST_VALUE, path, depth));
    return metric;
  }

  /** Some encoders write an empty name beside an alias. */
  private static @Nullable String name(SparkplugFields fields, @Nullable Long alias)
      throws RefusedException {
    String name = fields.text(1);
    return name != null && name.isEmpty() && alias != null ? null : name;
  }

  private Map<String, @Nullable Object> template(ByteString message, String path, int depth)
      throws RefusedException {
    SparkplugFields fields = new SparkplugFields(message);
    Map<String, @Nullable Object> template = new LinkedHashMap<>();
    put(template, "version", fields.text(1));
    put(template, "reference", fields.text(4));
    put(template, "definition", fields.flag(5));
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    for (ByteString each : fields.all(3)) {
      SparkplugFields parameter = new SparkplugFields(each);
      String name = parameter.text(1);
      SparkplugType type = SparkplugType.of(parameter.whole(2), path + "/parameters");
      Object value = reader.value(type, parameter, FIRST_PARAMETER_VALUE, path, depth);
      parameters.put(name == null ? "" : name, value);
    }
    template.put("parameters", parameters);
    addMetrics(template, fields.all(2), path, depth);
    return template;
  }

  private static Map<String, @Nullable Object> metaData(ByteString message)
      throws RefusedException {
    SparkplugFields fields = new SparkplugFields(message);
    Map<String, @Nullable Object> metaData = new LinkedHashMap<>();
    put(metaData, "multiPart", fields.flag(1));
    put(metaData, "contentType", fields.text(2));
    put(metaData, "size", unsigned(fields.whole(3)));
    put(metaData, "seq", unsigned(fields.whole(4)));
    put(metaData, "fileName", fields.text(5));
    put(metaData, "fileType", fields.text(6));
    put(metaData, "md5", fields.text(7));
    put(metaData, "description", fields.text(8));
    return metaData;
  }

  private static @Nullable Object unsigned(@Nullable Long bits) {
    return bits == null ? null : SparkplugType.unsigned(bits);
  }
}
