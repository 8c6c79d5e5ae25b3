package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.kafka.Decoded;
import java.io.Serializable;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Makes a request of each record; unreadable ones leave as dead letters. */
final class AdmitFunction<T> extends ProcessFunction<Decoded<T>, Request> {
  private static final long serialVersionUID = 1L;
  private final String stage;
  private final Admission<T> admission;
  private final SerializableClock clock;

  /** What a value of a record asks. */
  @FunctionalInterface
  interface Admission<T> extends Serializable {
    Request of(T value, String topic, int partition, long offset);
  }

  /**
   * @param stage what the dead letters call this operator
   */
  AdmitFunction(String stage, Admission<T> admission, SerializableClock clock) {
    this.stage = stage;
    this.admission = admission;
    this.clock = clock;
  }

  @Override
  public void processElement(Decoded<T> record, Context context, Collector<Request> out) {
    if (record.value() != null) {
      out.collect(
          admission.of(record.value(), record.topic(), record.partition(), record.offset()));
    } else if (record.unreadable() != null) {
      context.output(DeadLetters.TAG, DeadLetters.of(record.unreadable(), stage, clock.instant()));
    }
  }
}
