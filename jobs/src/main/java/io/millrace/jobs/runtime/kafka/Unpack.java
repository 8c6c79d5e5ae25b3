package io.millrace.jobs.runtime.kafka;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Hands values on and sets unreadable records aside as dead letters. */
public final class Unpack<T> extends ProcessFunction<Decoded<T>, T> {
  private static final long serialVersionUID = 1L;
  private final String stage;
  private final SerializableClock clock;

  /**
   * @param stage what the dead letters call this operator
   */
  public Unpack(String stage, SerializableClock clock) {
    this.stage = stage;
    this.clock = clock;
  }

  @Override
  public void processElement(Decoded<T> record, Context context, Collector<T> out) {
    if (record.value() != null) {
      out.collect(record.value());
    } else if (record.unreadable() != null) {
      context.output(DeadLetters.TAG, DeadLetters.of(record.unreadable(), stage, clock.instant()));
    }
  }
}
