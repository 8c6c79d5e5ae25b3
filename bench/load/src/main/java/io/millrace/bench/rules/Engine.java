package io.millrace.bench.rules;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.host.RuleHost;
import java.util.List;

/** Our engine with the rules of a workload, over all devices in memory. */
public final class Engine implements Contender {
  private final Count count = new Count();
  private final RuleHost host = new RuleHost(count);
  private long newest = Long.MIN_VALUE;

  /** Alerts are counted and not turned into records, as the peers' listeners only count. */
  private static final class Count implements Output {
    private long matches;

    @Override
    public void alert(AlertChange change) {
      if (change.state() == AlertState.OPEN) {
        matches++;
      }
    }

    @Override
    public void failed(Failure failure) {
      throw new IllegalStateException(failure.rule().id() + ": " + failure.reason());
    }
  }

  /** Takes compiled rules. */
  public Engine(List<Rule> rules) {
    rules.forEach(host::put);
  }

  @Override
  public void accept(Reading reading) {
    long at = reading.timestamp();
    if (at > newest) {
      newest = at;
      host.advance(at - 1);
    }
    host.onEvent(reading);
  }

  @Override
  public void close(long at) {
    host.advance(at);
  }

  @Override
  public long matches() {
    return count.matches;
  }
}
