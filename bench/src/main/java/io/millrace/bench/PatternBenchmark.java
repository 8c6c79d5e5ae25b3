package io.millrace.bench;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.host.RuleHost;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Patterns of the peers' workloads through the engine and its host in memory, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PatternBenchmark {
  private static final int EVENTS = 200_000;
  private static final int PATTERNS = 100;
  private static final int METRICS = 8;

  /** A then B, a hundred of these, and A without B; all within a minute. */
  @Param({"W5", "W6", "W7"})
  public String work = "W5";

  private final Reading[] stream = Reading.stream(EVENTS, 1_000);
  private final Matches matches = new Matches();
  private RuleHost host = new RuleHost(matches);

  private static final class Matches implements Output {
    private long count;

    @Override
    public void alert(AlertChange change) {
      count++;
    }

    @Override
    public void failed(Failure failure) {
      throw new IllegalStateException(failure.reason());
    }
  }

  /** Time starts anew with each pass. */
  @Setup(Level.Invocation)
  public void load() throws DefinitionException {
    host = new RuleHost(matches);
    for (int i = 0; i < (work.equals("W6") ? PATTERNS : 1); i++) {
      String first = "metric == 'm%d' && value > %s".formatted(i % METRICS, 90.03 + i / 50.0);
      String then = "metric == 'm%d' && value > %s".formatted((i + 1) % METRICS, 90.03 + i / 100.0);
      put(i, first, then, work.equals("W7") ? "notFollowedBy" : "followedBy");
    }
  }

  private void put(int number, String first, String then, String contiguity)
      throws DefinitionException {
    String id = "p" + number;
    String document =
        """
        {"id": "%s", "kind": "pattern", "objectType": "device", "pattern": {"within": "PT1M",
         "stages": [{"name": "a", "where": "%s"},
                    {"name": "b", "contiguity": "%s", "where": "%s"}]}}
        """
            .formatted(id, first, contiguity, then);
    host.put(
        new RuleCompiler(PropertyTypes.unknown())
            .compile(
                new Definition(
                    "rule", id, 1L, DefinitionState.ACTIVE, document, Instant.EPOCH, null)));
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long events() {
    int seen = 0;
    for (Reading reading : stream) {
      host.onEvent(reading);
      if (++seen % 1_000 == 0) {
        host.advance(reading.timestamp());
      }
    }
    return matches.count;
  }
}
