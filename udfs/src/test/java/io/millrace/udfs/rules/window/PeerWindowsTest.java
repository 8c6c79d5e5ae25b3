package io.millrace.udfs.rules.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.Stage;
import io.millrace.udfs.rules.host.RuleHost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The workloads W4t and W4s on which other engines were measured: ten averages over a minute of
 * each device, tumbling or at each reading. As many matches as a plain loop finds.
 */
class PeerWindowsTest {
  private static final long T0 = 1_700_000_040_000L;
  private static final long MINUTE = 60_000;
  private static final int DEVICES = 50;
  private static final int EVENTS = 20_000;

  private record Metric(String name, double value, String device, long timestamp, int number)
      implements Event {
    @Override
    public String id() {
      return "e" + number;
    }

    @Override
    public long receivedAt() {
      return timestamp;
    }

    @Override
    public String deviceId() {
      return device;
    }

    @Override
    public String traceId() {
      return "t";
    }

    @Override
    public String objectType() {
      return "machine";
    }

    @Override
    public String objectId() {
      return device;
    }

    @Override
    public Map<String, Object> properties() {
      return Map.of("metric", name, "value", value);
    }
  }

  /** Counts, and keeps nothing. */
  private static final class Counting implements Output {
    private long matches;

    @Override
    public void alert(AlertChange change) {
      matches++;
    }

    @Override
    public void failed(Failure failure) {
      throw new AssertionError(failure.reason());
    }
  }

  @Test
  void tumblingAverages() {
    List<Metric> stream = stream();
    long expected = 0;
    for (int rule = 0; rule < 10; rule++) {
      Map<String, double[]> windows = new HashMap<>();
      for (Metric reading : stream) {
        if (reading.name().equals(metric(rule))) {
          String window = reading.device() + "/" + reading.timestamp() / MINUTE;
          double[] sum = windows.computeIfAbsent(window, w -> new double[2]);
          sum[0] += reading.value();
          sum[1]++;
        }
      }
      double bound = bound(rule);
      expected += windows.values().stream().filter(s -> s[0] / s[1] > bound).count();
    }
    assertThat(expected).isPositive();
    assertThat(matches(stream, "\"type\": \"tumbling\", \"size\": \"PT1M\"")).isEqualTo(expected);
  }

  @Test
  void slidingAverages() {
    List<Metric> stream = stream();
    long expected = 0;
    for (int rule = 0; rule < 10; rule++) {
      Map<String, Deque<Metric>> windows = new HashMap<>();
      for (Metric reading : stream) {
        if (reading.name().equals(metric(rule))) {
          Deque<Metric> window = windows.computeIfAbsent(reading.device(), d -> new ArrayDeque<>());
          window.add(reading);
          while (window.getFirst().timestamp() <= reading.timestamp() - MINUTE) {
            window.removeFirst();
          }
          double sum = window.stream().mapToDouble(Metric::value).sum();
          expected += sum / window.size() > bound(rule) ? 1 : 0;
        }
      }
    }
    assertThat(expected).isPositive();
    assertThat(matches(stream, "\"type\": \"sliding\", \"size\": \"PT1M\"")).isEqualTo(expected);
  }

  private static long matches(List<Metric> stream, String window) {
    Counting output = new Counting();
    RuleHost host = new RuleHost(output);
    for (int rule = 0; rule < 10; rule++) {
      host.put(
          Stage.compiled(
              1,
              """
              {"id": "r%d", "kind": "window", "objectType": "machine", "mode": "each",
               "where": "metric == '%s'", "window": {%s},
               "aggregates": {"mean": {"function": "avg", "of": "value"}},
               "having": "mean > %s"}"""
                  .formatted(rule, metric(rule), window, bound(rule))));
    }
    for (Metric reading : stream) {
      host.advance(reading.timestamp() - 1);
      host.onEvent(reading);
    }
    host.advance(Long.MAX_VALUE);
    assertThat(host.keys()).isZero();
    return output.matches;
  }

  private static String metric(int rule) {
    return "m" + rule % 8;
  }

  private static double bound(int rule) {
    return 60.03 + 2 * rule;
  }

  private static List<Metric> stream() {
    SplittableRandom random = new SplittableRandom(42);
    List<Metric> stream = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int position = i % DEVICES;
      long at = T0 + i / DEVICES * 1_007L + position * 1_007L / DEVICES;
      String name = "m" + random.nextInt(8);
      stream.add(new Metric(name, random.nextInt(1600) / 16.0, "d" + position, at, i));
    }
    return stream;
  }
}
