package io.millrace.bench;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.shape.Shape;
import io.millrace.udfs.shape.ShapedMap;
import java.util.Map;
import java.util.Objects;
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

/** One condition on the properties of an observation: compiled by us, and by CEL's own runtime. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ConditionBenchmark {
  private static final String CONDITION = "temperature > 80.0 && site == 'A'";
  private static final Map<String, CelType> TYPES =
      Map.of("temperature", SimpleType.DOUBLE, "site", SimpleType.STRING);

  private Map<String, Object> shaped = Map.of();
  private Map<String, Object> map = Map.of();
  private final Expression ours;
  private final CelRuntime.Program cels;

  public ConditionBenchmark() {
    try {
      ours = ExpressionCompiler.compile(CONDITION, TYPES, SimpleType.BOOL);
      CelCompiler compiler =
          CelCompilerFactory.standardCelCompilerBuilder()
              .addVar("temperature", SimpleType.DOUBLE)
              .addVar("site", SimpleType.STRING)
              .build();
      cels =
          CelRuntimeFactory.standardCelRuntimeBuilder()
              .build()
              .createProgram(compiler.compile(CONDITION).getAst());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A warm site A: both sides of the condition are looked at. */
  @Setup
  public void observe() throws Exception {
    map = Documents.observation().getProperties();
    map.put("temperature", 81.5);
    map.put("site", "A");
    Shape shape = Shape.empty(map.size());
    for (String name : map.keySet()) {
      shape = Objects.requireNonNull(shape.with(name));
    }
    shaped = new ShapedMap(shape, map.values().toArray());
    if (!compiled() || !compiledOnMap() || !celRuntime()) {
      throw new IllegalStateException("The condition does not hold");
    }
  }

  /** On properties as they come to the rules: with the keys of those before. */
  @Benchmark
  public boolean compiled() throws Exception {
    return ours.test(shaped);
  }

  /** On a map of its own. */
  @Benchmark
  public boolean compiledOnMap() throws Exception {
    return ours.test(map);
  }

  @Benchmark
  public boolean celRuntime() throws Exception {
    return (Boolean) cels.eval(map);
  }
}
