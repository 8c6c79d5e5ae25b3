package io.millrace.udfs.backtest;

import io.millrace.schemas.avro.Alert;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules made of a history.
 *
 * @param observations that were judged
 * @param from the earliest of them; null if there was none
 * @param to the latest of them; null if there was none
 * @param rules what each did
 * @param changes of alerts in the order in which they were sent; at most as many as were to be kept
 * @param allChanges how many there were
 */
public record BacktestResult(
    long observations,
    @Nullable Instant from,
    @Nullable Instant to,
    List<RuleTally> rules,
    List<Alert> changes,
    long allChanges) {

  /** Whether changes were left out. */
  public boolean truncated() {
    return allChanges > changes.size();
  }

  /** Each alert as it is at the end, in the order in which they were opened. */
  public Collection<Alert> alerts() {
    Map<String, Alert> latest = new LinkedHashMap<>();
    changes.forEach(change -> latest.put(change.getId(), change));
    return latest.values();
  }
}
