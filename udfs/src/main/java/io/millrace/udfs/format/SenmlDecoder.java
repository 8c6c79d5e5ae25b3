package io.millrace.udfs.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SenML (RFC 8428) in JSON or CBOR, as the list of its resolved records. */
final class SenmlDecoder {
  /** The labels that CBOR has for the fields (RFC 8428, table 6). */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("-1", "bver"),
          Map.entry("-2", "bn"),
          Map.entry("-3", "bt"),
          Map.entry("-4", "bu"),
          Map.entry("-5", "bv"),
          Map.entry("-6", "bs"),
          Map.entry("0", "n"),
          Map.entry("1", "u"),
          Map.entry("2", "v"),
          Map.entry("3", "vs"),
          Map.entry("4", "vb"),
          Map.entry("5", "s"),
          Map.entry("6", "t"),
          Map.entry("7", "ut"),
          Map.entry("8", "vd"));

  private SenmlDecoder() {}

  static PayloadDecoder json() {
    return (payload, receivedAt) -> SenmlPack.resolve(JsonDecoder.parse(payload), receivedAt);
  }

  static PayloadDecoder cbor() {
    return SenmlDecoder::fromCbor;
  }

  private static Object fromCbor(byte[] payload, Instant receivedAt) throws RefusedException {
    Object pack = CborDecoder.parse(payload);
    if (!(pack instanceof List<?> records)) {
      return SenmlPack.resolve(pack, receivedAt);
    }
    List<@Nullable Object> named = new ArrayList<>();
    for (Object item : records) {
      named.add(item instanceof Map<?, ?> fields ? named(fields) : item);
    }
    return SenmlPack.resolve(named, receivedAt);
  }

  private static Map<String, @Nullable Object> named(Map<?, ?> fields) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    fields.forEach(
        (label, value) -> {
          String name = LABELS.getOrDefault(String.valueOf(label), String.valueOf(label));
          named.put(name, value);
        });
    return named;
  }
}
