package io.millrace.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Passes values on, and kills the job once: after one that is like this. */
public final class FailingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, AtomicInteger> HAD = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Sink<T> sink;
  private final Deadly<T> deadly;

  /** Which value kills. */
  @FunctionalInterface
  public interface Deadly<T> extends Serializable {
    /**
     * @param had how many values came, this one included
     */
    boolean is(T value, int had);
  }

  public FailingSink(Sink<T> sink, Deadly<T> deadly) {
    this.sink = sink;
    this.deadly = deadly;
    HAD.put(id, new AtomicInteger());
    FAILURES.put(id, new AtomicInteger());
  }

  /**
   * @param at which value kills; 0 for none
   */
  public FailingSink(Sink<T> sink, int at) {
    this(sink, (value, had) -> had == at);
  }

  /** Lets a job go on after it was killed. */
  public static void restart(StreamExecutionEnvironment env) {
    env.configure(
        new Configuration()
            .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3)
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50)));
  }

  /** Whether it has killed. */
  public boolean failed() {
    return FAILURES.get(id).get() > 0;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    SinkWriter<T> writer = sink.createWriter(context);
    return new SinkWriter<>() {
      @Override
      public void write(T value, Context at) throws IOException, InterruptedException {
        writer.write(value, at);
        int had = HAD.get(id).incrementAndGet();
        if (deadly.is(value, had) && FAILURES.get(id).compareAndSet(0, 1)) {
          throw new IllegalStateException("Killed by the test");
        }
      }

      @Override
      public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
      }

      @Override
      public void close() throws Exception {
        writer.close();
      }
    };
  }
}
