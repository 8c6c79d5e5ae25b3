package io.millrace.service.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.udfs.backtest.Explanation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an alert comes out again, and how it differs if not. */
@Schema(name = "Explanation")
record ExplanationView(
    @Schema(description = "The same comes out again, byte for byte.") boolean same,
    @Schema(description = "What came of it, for people.") String text,
    String ruleId,
    long ruleVersion,
    @Schema(description = "How many observations were judged again.") long observations,
    @Schema(description = "Ids of events that the alert names and Kafka has no longer.")
        List<String> missing,
    List<DifferenceView> differences,
    @Schema(type = "object", description = "The alert as it is in the index: its causes say why.")
        @Nullable Object alert,
    @Schema(type = "object", description = "The alert as it came out now; null if it did not.")
        @Nullable Object again) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A field that is not the same. */
  @Schema(name = "ExplanationDifference")
  record DifferenceView(
      String field,
      @Schema(description = "As in the index.") @Nullable Object stored,
      @Schema(description = "As it came out now.") @Nullable Object again) {}

  static ExplanationView of(Explanation explanation, String rule, long version) {
    return new ExplanationView(
        explanation.same(),
        text(explanation, rule, version),
        rule,
        version,
        explanation.observations(),
        explanation.missing(),
        explanation.differences().stream()
            .map(d -> new DifferenceView(d.field(), plain(d.stored()), plain(d.again())))
            .toList(),
        plain(explanation.stored()),
        plain(explanation.again()));
  }

  private static String text(Explanation explanation, String rule, long version) {
    String judged =
        "Version %d of rule %s judged %d observations again: "
            .formatted(version, rule, explanation.observations());
    if (explanation.same()) {
      return judged + "the same alert comes out, byte for byte";
    }
    if (!explanation.missing().isEmpty()) {
      return judged
          + "%d of the alert's events are stored no longer".formatted(explanation.missing().size());
    }
    return judged
        + (explanation.again() == null
            ? "this alert does not come out"
            : "the alert comes out differently");
  }

  private static @Nullable Object plain(@Nullable JsonNode node) {
    return node == null ? null : JSON.convertValue(node, Object.class);
  }
}
