package io.millrace.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Passes values on, and kills the job once: after the first value that is like this. */
public final class FailingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final CollectingSink<T> sink;
  private final Deadly<T> deadly;

  /** Which values kill. */
  @FunctionalInterface
  public interface Deadly<T> extends Predicate<T>, Serializable {}

  public FailingSink(CollectingSink<T> sink, Deadly<T> deadly) {
    this.sink = sink;
    this.deadly = deadly;
    FAILURES.put(id, new AtomicInteger());
  }

  /** Lets a job go on after it was killed. */
  public static void restart(StreamExecutionEnvironment env) {
    env.configure(
        new Configuration()
            .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3)
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50)));
  }

  /** How often it killed. */
  public int failures() {
    return FAILURES.get(id).get();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    SinkWriter<T> writer = sink.createWriter(context);
    return new SinkWriter<>() {
      @Override
      public void write(T value, Context at) throws IOException, InterruptedException {
        writer.write(value, at);
        if (deadly.test(value) && FAILURES.get(id).compareAndSet(0, 1)) {
          throw new IllegalStateException("Killed by the test");
        }
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
