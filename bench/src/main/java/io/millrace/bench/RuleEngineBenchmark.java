package io.millrace.bench;

import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.host.RuleHost;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Events through the engine and its host in memory, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RuleEngineBenchmark {
  private static final int EVENTS = 200_000;

  /** {@code W3} of the peers, or so many rules of which together as many match as of one. */
  @Param({"W1", "W3", "equal-1", "equal-10000"})
  public String work = "W3";

  private final Reading[] stream = Reading.stream(EVENTS, 1_000);
  private final Matches matches = new Matches();
  private final RuleHost host = new RuleHost(matches);

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

  @Setup
  public void load() throws DefinitionException {
    rules(work).forEach(host::put);
  }

  private static List<Rule> rules(String work) throws DefinitionException {
    return switch (work) {
      case "W1" -> List.of(Thresholds.each(0, "metric == 'm0' && value > 95.03"));
      case "W3" -> Thresholds.peers(1_000);
      case "equal-1" -> Thresholds.equalMatches(1);
      case "equal-10000" -> Thresholds.equalMatches(10_000);
      default -> throw new IllegalArgumentException(work);
    };
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long events() {
    for (Reading reading : stream) {
      host.onEvent(reading);
    }
    return matches.count;
  }
}
