package io.millrace.jobs.runtime;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * Joins a stream and the control stream in an operator of our own. Flink offers this for its own
 * functions alone, and those know no times but their keys', and no keys but the present one.
 */
public final class KeyedControl {
  private KeyedControl() {}

  /**
   * Connects both.
   *
   * @param control each record goes to every subtask, or to the key that it is of
   * @param type of what the operator gives
   */
  public static <I, C, O> SingleOutputStreamOperator<O> connect(
      KeyedStream<I, String> keyed,
      DataStream<C> control,
      TwoInputStreamOperator<I, C, O> operator,
      TypeInformation<O> type,
      String uid) {
    StreamExecutionEnvironment env = keyed.getExecutionEnvironment();
    TwoInputTransformation<I, C, O> joined =
        new TwoInputTransformation<>(
            keyed.getTransformation(),
            control.getTransformation(),
            uid,
            operator,
            type,
            env.getParallelism(),
            false);
    joined.setStateKeySelectors(keyed.getKeySelector(), null);
    joined.setStateKeyType(keyed.getKeyType());
    env.addOperator(joined);
    return new Joined<>(env, joined).uid(uid).name(uid);
  }

  /** The same of a stream without keys. */
  public static <I, C, O> SingleOutputStreamOperator<O> beside(
      DataStream<I> records,
      DataStream<C> control,
      TwoInputStreamOperatorFactory<I, C, O> operator,
      TypeInformation<O> type,
      String uid) {
    StreamExecutionEnvironment env = records.getExecutionEnvironment();
    TwoInputTransformation<I, C, O> joined =
        new TwoInputTransformation<>(
            records.getTransformation(),
            control.getTransformation(),
            uid,
            operator,
            type,
            env.getParallelism(),
            false);
    env.addOperator(joined);
    return new Joined<>(env, joined).uid(uid).name(uid);
  }

  /** Opens the constructor that Flink keeps to itself. */
  private static final class Joined<O> extends SingleOutputStreamOperator<O> {
    Joined(StreamExecutionEnvironment env, TwoInputTransformation<?, ?, O> joined) {
      super(env, joined);
    }
  }
}
