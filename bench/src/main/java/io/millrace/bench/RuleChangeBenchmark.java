package io.millrace.bench;

import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleEngine;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One rule is added to ten thousand and removed again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RuleChangeBenchmark {
  private final RuleEngine engine = new RuleEngine();
  private List<Rule> rules = List.of();

  @Setup
  public void load() throws DefinitionException {
    rules = Thresholds.peers(10_001);
    rules.subList(0, 10_000).forEach(engine::put);
  }

  @Benchmark
  public void addAndRemove() {
    Rule added = rules.get(10_000);
    engine.put(added);
    engine.remove(added.id());
    engine.release(added.id());
  }
}
