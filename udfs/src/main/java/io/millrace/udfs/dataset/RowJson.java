package io.millrace.udfs.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of a data set as JSON, for people and to be sent again: {@code {"dataset": "orders",
 * "version": 3, "row": 17, "mode": "SNAPSHOT", "loadedAt": "…", "actor": "…", "values": {…}}}. What
 * is no number in JSON, such as NaN, is text from then on.
 */
public final class RowJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RowJson() {}

  public static byte[] write(DatasetRow row) {
    ObjectNode json = JSON.createObjectNode();
    json.put("dataset", row.getDatasetId());
    json.put("version", row.getVersion());
    json.put("row", row.getRow());
    json.put("mode", row.getMode().name());
    json.put("loadedAt", row.getLoadedAt().toString());
    json.put("actor", row.getActor());
    // By name, so that the same row is the same text.
    json.set("values", JSON.valueToTree(new TreeMap<>(row.getValues())));
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Plain values are always JSON", e);
    }
  }

  /**
   * The row.
   *
   * @throws TableException if it is none
   */
  public static DatasetRow read(byte[] json) throws TableException {
    try {
      JsonNode row = JSON.readTree(json);
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      row.required("values")
          .properties()
          .forEach(value -> values.put(value.getKey(), column(value.getValue())));
      return new DatasetRow(
          row.required("dataset").asText(),
          row.required("version").asLong(),
          DatasetRowKind.ROW,
          row.required("row").asLong(),
          DatasetMode.valueOf(row.required("mode").asText()),
          Instant.parse(row.required("loadedAt").asText()),
          row.required("actor").asText(),
          values);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new TableException("Is no row of a data set", e);
    }
  }

  private static @Nullable Object column(JsonNode value) {
    if (value.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      value.forEach(element -> list.add(single(element)));
      return list;
    }
    if (value.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      value.properties().forEach(entry -> map.put(entry.getKey(), single(entry.getValue())));
      return map;
    }
    return single(value);
  }

  private static @Nullable Object single(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber()) {
      return value.longValue();
    }
    return value.isNumber() ? (Object) value.doubleValue() : value.asText();
  }
}
