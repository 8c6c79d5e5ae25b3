package io.millrace.bench;

import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.KeyState;
import io.millrace.udfs.rules.ObservationEvent;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.RuleEngine;
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

/** One threshold rule on one observation, beside the same condition written in Java. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ThresholdBenchmark {
  private Observation observation = new Observation();
  private final RuleEngine engine = new RuleEngine();
  private final Counts counts = new Counts();

  private static final class Counts implements Output {
    private long seen;

    @Override
    public void alert(AlertChange change) {
      seen++;
    }

    @Override
    public void failed(Failure failure) {
      throw new IllegalStateException(failure.reason());
    }
  }

  @Setup
  public void compile() throws DefinitionException {
    observation = Documents.observation();
    engine.put(
        new RuleCompiler(PropertyTypes.unknown())
            .compile(
                Documents.definition(
                    "r",
                    """
                    {"id": "r", "kind": "threshold", "objectType": "machine",
                     "condition": "temperature > 80.0 && site == 'A'"}""")));
  }

  @Benchmark
  public long rule() {
    ObservationEvent event = new ObservationEvent(observation);
    engine.onEvent(KeyState.empty(Key.object(event)), event, counts);
    return counts.seen;
  }

  @Benchmark
  public boolean java() {
    return observation.getProperties().get("temperature") instanceof Double temperature
        && temperature > 80.0
        && "A".equals(observation.getProperties().get("site"));
  }
}
