package io.millrace.jobs;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Passes values on, and fails once, when it has had a number of them. */
public final class FailingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, AtomicInteger> HAD = new ConcurrentHashMap<>();
  private final String id = UUID.randomUUID().toString();
  private final Sink<T> sink;
  private final int at;

  /**
   * @param at which value fails it; 0 for none
   */
  public FailingSink(Sink<T> sink, int at) {
    this.sink = sink;
    this.at = at;
    HAD.put(id, new AtomicInteger());
  }

  /** Whether it has failed. */
  public boolean failed() {
    return at > 0 && HAD.get(id).get() >= at;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    SinkWriter<T> writer = sink.createWriter(context);
    return new SinkWriter<>() {
      @Override
      public void write(T value, Context to) throws IOException, InterruptedException {
        writer.write(value, to);
        if (HAD.get(id).incrementAndGet() == at) {
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
