package io.millrace.service.deadletter;

import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping would make of letters.
 *
 * @param matched letters that the filter finds
 * @param byCode of those that would fail, by the code that they would fail with
 */
@Schema(name = "DeadLetterTrialReport", description = "What a mapping would make of letters.")
record TrialReport(
    @Schema(description = "How many letters the filter finds.") long matched,
    @Schema(description = "How many were tried.") long tried,
    long wouldPass,
    long wouldFail,
    @Schema(description = "Codes of those that would fail.", example = "{\"wrong-type\":174}")
        Map<String, Long> byCode,
    @Schema(
            description = "Letters that a mapping has no say in, by reason.",
            example = "{\"not-from-device-messages\":2}")
        Map<String, Long> notTried,
    @Schema(description = "Letters over the limit.") long left,
    @Schema(description = "Some that would fail, at most five of a code.") List<Sample> samples) {

  /** A letter that would fail, and why. */
  @Schema(name = "DeadLetterTrialSample")
  record Sample(
      String id,
      String code,
      String path,
      String reason,
      @Nullable String device,
      @Nullable String preview) {}

  /** Counts while a trial goes on. */
  static final class Tally {
    private static final int SAMPLES = 50;
    private static final int SAMPLES_A_CODE = 5;
    private final Map<String, Long> byCode = new TreeMap<>();
    private final Map<String, Long> notTried = new TreeMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private long passed;
    private long failed;
    private long skipped;

    void skipped(String reason) {
      notTried.merge(reason, 1L, Long::sum);
      skipped++;
    }

    void tried(LetterView letter, MappingResult result) {
      if (result.refusals().isEmpty()) {
        passed++;
        return;
      }
      failed++;
      Refusal refusal = result.refusals().get(0);
      String code = refusal.code().code();
      long ofCode = byCode.merge(code, 1L, Long::sum);
      if (ofCode <= SAMPLES_A_CODE && samples.size() < SAMPLES) {
        samples.add(
            new Sample(
                letter.id(),
                code,
                refusal.path(),
                refusal.reason(),
                letter.device(),
                letter.preview()));
      }
    }

    TrialReport report(long matched) {
      long tried = passed + failed;
      long left = Math.max(0, matched - tried - skipped);
      return new TrialReport(matched, tried, passed, failed, byCode, notTried, left, samples);
    }
  }
}
