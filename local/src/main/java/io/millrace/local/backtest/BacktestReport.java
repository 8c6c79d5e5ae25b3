package io.millrace.local.backtest;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.backtest.AlertDiff;
import io.millrace.udfs.backtest.BacktestResult;
import io.millrace.udfs.backtest.RuleTally;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The result of a backtest for people. */
record BacktestReport(PrintWriter out) {
  /** Alerts to print; --json has all. */
  private static final int MOST = 100;

  void print(BacktestResult result, @Nullable AlertDiff diff, double seconds) {
    alerts("", result.alerts());
    if (result.truncated()) {
      line("%,d changes of alerts in all; the rest was only counted", result.allChanges());
    }
    out.println();
    result.rules().forEach(this::rule);
    if (diff != null) {
      out.println();
      difference(diff);
    }
    out.println();
    line(
        "%,d observations from %s to %s in %.2f s, %,.0f/s",
        result.observations(),
        result.from(),
        result.to(),
        seconds,
        result.observations() / Math.max(seconds, 1e-9));
  }

  private void rule(RuleTally rule) {
    line(
        "%s version %d: %d opened, %d updated, %d cleared, %d open at the end%s",
        rule.id(),
        rule.version(),
        rule.opened(),
        rule.updated(),
        rule.cleared(),
        rule.open(),
        rule.matches() == 0 ? "" : " (" + rule.matches() + " are matches)");
    if (rule.failures() > 0) {
      line(
          "  could not judge %d times%s, first: %s",
          rule.failures(), rule.stopped() ? " and was stopped" : "", rule.firstFailure());
    }
  }

  private void difference(AlertDiff diff) {
    line(
        "Against the other version: %d the same, %d changed, %d moved, %d added, %d gone",
        diff.same(),
        diff.changed().size(),
        diff.moved().size(),
        diff.added().size(),
        diff.gone().size());
    diff.changed().forEach(pair -> pair("changed", pair));
    diff.moved().forEach(pair -> pair("moved", pair));
    alerts("added    ", diff.added());
    alerts("gone     ", diff.gone());
  }

  private void pair(String word, AlertDiff.Pair pair) {
    line("%-8s %s", word, text(pair.before()));
    line("%-8s %s", "      to", text(pair.after()));
  }

  private void alerts(String prefix, Collection<Alert> alerts) {
    alerts.stream().limit(MOST).forEach(alert -> line("%s%s", prefix, text(alert)));
    if (alerts.size() > MOST) {
      line("%s… and %,d more; --json has all", prefix, alerts.size() - MOST);
    }
  }

  private static String text(Alert alert) {
    return String.format(
        Locale.ROOT,
        "%s  %-20s  %-8s  %s  %s: %s",
        alert.getOpenedAt(),
        alert.getClearedAt() == null ? "open" : alert.getClearedAt(),
        alert.getSeverity(),
        alert.getRuleId(),
        alert.getKey(),
        alert.getMessage());
  }

  private void line(String format, @Nullable Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
