package io.millrace.local.conformance;

import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RawPayload;
import io.millrace.udfs.format.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pack against what it must resolve to. */
final class SenmlCase {
  private static final PayloadFormats FORMATS = new PayloadFormats();

  /** Seconds below which a time counts from now (RFC 8428, section 4.5.3). */
  private static final double RELATIVE = 1L << 28;

  private SenmlCase() {}

  /**
   * Resolves a pack.
   *
   * @param resolved the expected records as JSON, null where nobody says
   */
  static CaseResult run(Path pack, byte @Nullable [] resolved) throws IOException {
    byte[] bytes = Files.readAllBytes(pack);
    String type = CaseFiles.name(pack).matches(".*\\.(cbor|senmlc)") ? "cbor" : "json";
    try {
      List<?> expected = resolved == null ? null : list(read("application/json", resolved));
      String media = "application/senml+" + type;
      List<?> records = list(resolve(media, bytes, now(media, bytes, expected)));
      String difference =
          expected == null ? unresolved(records) : SenmlRecords.difference(expected, records);
      return new CaseResult(pack.toString(), difference);
    } catch (RefusedException e) {
      return CaseResult.failed(pack.toString(), "refused " + e.path() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      return CaseResult.failed(pack.toString(), "threw " + e);
    }
  }

  /** What is resolved must have names and absolute times: nothing is left to be resolved. */
  private static @Nullable String unresolved(List<?> records) {
    for (Object item : records) {
      Map<?, ?> record = (Map<?, ?>) item;
      if (!record.containsKey("n") || SenmlRecords.number(record.get("t")) < RELATIVE) {
        return "not resolved: " + record;
      }
    }
    return null;
  }

  /**
   * When the expected records were made: relative times count from then, and only they say it. The
   * present where no time is relative.
   */
  private static Instant now(String media, byte[] pack, @Nullable List<?> expected)
      throws RefusedException {
    List<?> fromZero = list(resolve(media, pack, Instant.EPOCH));
    for (int i = 0; expected != null && i < Math.min(fromZero.size(), expected.size()); i++) {
      double relative = SenmlRecords.number(((Map<?, ?>) fromZero.get(i)).get("t"));
      double absolute = SenmlRecords.number(((Map<?, ?>) expected.get(i)).get("t"));
      if (relative < RELATIVE && !Double.isNaN(absolute)) {
        return Instant.ofEpochMilli(Math.round((absolute - relative) * 1000));
      }
    }
    return Instant.now();
  }

  private static @Nullable Object resolve(String media, byte[] pack, Instant now)
      throws RefusedException {
    return FORMATS.read(new RawPayload(pack, media, Map.of(), now), null).value();
  }

  private static @Nullable Object read(String media, byte[] bytes) throws RefusedException {
    return resolve(media, bytes, Instant.EPOCH);
  }

  private static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("The expected records must be an array");
  }
}
