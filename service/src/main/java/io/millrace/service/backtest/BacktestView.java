package io.millrace.service.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.udfs.backtest.AlertDiff;
import io.millrace.udfs.backtest.BacktestJson;
import io.millrace.udfs.backtest.BacktestResult;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a rule would have found. */
@Schema(name = "BacktestResult")
record BacktestView(
    @Schema(
            description =
                "Whether all was judged; a backtest is cut off after a minute, and then only the"
                    + " first of the observations were.")
        boolean complete,
    @Schema(
            type = "object",
            description =
                "observations, from, to; rules with what each opened, updated and cleared; alerts"
                    + " as they are at the end; changes counts those of alerts, and truncated says"
                    + " whether some were left out.")
        @Nullable Object result,
    @Schema(
            type = "object",
            description =
                "same (how many), changed, moved, added and gone against the other version.")
        @Nullable Object against,
    @Schema(description = "The plot as SVG, where it was asked for.") @Nullable String plot) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static BacktestView of(
      BacktestResult result, @Nullable AlertDiff diff, @Nullable String plot, boolean complete) {
    return new BacktestView(
        complete,
        plain(BacktestJson.of(result)),
        diff == null ? null : plain(BacktestJson.of(diff)),
        plot);
  }

  private static @Nullable Object plain(JsonNode node) {
    return JSON.convertValue(node, Object.class);
  }
}
