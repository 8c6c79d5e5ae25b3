package io.millrace.udfs.format;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one SenML record, each of its type. */
final class SenmlFields {
  private static final Set<String> TEXTS = Set.of("bn", "bu", "n", "u", "vs", "vd");
  private static final Set<String> NUMBERS = Set.of("bt", "bv", "bs", "bver", "v", "s", "t", "ut");

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final String path;

  /**
   * @param path JSON pointer of the record
   */
  SenmlFields(Map<?, ?> record, String path) throws RefusedException {
    this.path = path;
    for (Map.Entry<?, ?> entry : record.entrySet()) {
      String name = String.valueOf(entry.getKey());
      // Section 4.4: who does not know a field of such a name must not use the pack.
      if (name.endsWith("_")) {
        throw SenmlPack.refused(path(name), "Must be understood and is not known here");
      }
      fields.put(name, typed(name, entry.getValue()));
    }
  }

  private Object typed(String name, @Nullable Object value) throws RefusedException {
    boolean fits =
        TEXTS.contains(name)
            ? value instanceof String
            : NUMBERS.contains(name)
                ? value instanceof Number number && Double.isFinite(number.doubleValue())
                : name.equals("vb") ? value instanceof Boolean : value != null;
    if (!fits || value == null) {
      throw SenmlPack.refused(path(name), "'" + name + "' is of another type");
    }
    return name.equals("vd") ? standardBase64((String) value) : value;
  }

  /** JSON has base64 for URLs here; as bytes of all formats, they become the standard one. */
  private String standardBase64(String text) throws RefusedException {
    try {
      String forUrls = text.replace('+', '-').replace('/', '_');
      return Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(forUrls));
    } catch (IllegalArgumentException e) {
      throw SenmlPack.refused(path("vd"), "No base64: " + e.getMessage());
    }
  }

  @Nullable Object get(String name) {
    return fields.get(name);
  }

  Set<String> names() {
    return fields.keySet();
  }

  /** The fields that are neither base fields nor resolved, such as the update time. */
  Map<String, Object> others() {
    Map<String, Object> others = new LinkedHashMap<>(fields);
    others.keySet().removeAll(Set.of("bn", "bt", "bu", "bv", "bs", "bver"));
    return others;
  }

  /** JSON pointer of a field, or of the record for an empty name. */
  String path(String name) {
    return name.isEmpty() ? path : path + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** Adds in decimal, so that 1276020076.001 - 5 is 1276020071.001. */
  static Number add(Number first, Number second, String path) throws RefusedException {
    if (first instanceof Long a && second instanceof Long b) {
      long sum = a + b;
      boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
      return overflow ? (Number) ((double) a + (double) b) : (Number) sum;
    }
    double sum = decimal(first).add(decimal(second)).doubleValue();
    if (!Double.isFinite(sum)) {
      throw SenmlPack.refused(path, "A sum beyond every type");
    }
    return sum;
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : BigDecimal.valueOf(number.doubleValue());
  }
}
