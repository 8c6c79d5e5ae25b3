package io.millrace.jobs.runtime;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
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
    TwoInputTransformation<I, C, O> joined =
        joined(keyed, control, SimpleOperatorFactory.of(operator), type, uid);
    joined.setStateKeySelectors(keyed.getKeySelector(), null);
    joined.setStateKeyType(keyed.getKeyType());
    return added(keyed, joined, uid);
  }

  /** The same of a stream without keys. */
  public static <I, C, O> SingleOutputStreamOperator<O> beside(
      DataStream<I> records,
      DataStream<C> control,
      TwoInputStreamOperatorFactory<I, C, O> operator,
      TypeInformation<O> type,
      String uid) {
    return added(records, joined(records, control, operator, type, uid), uid);
  }

  private static <I, C, O> TwoInputTransformation<I, C, O> joined(
      DataStream<I> records,
      DataStream<C> control,
      StreamOperatorFactory<O> operator,
      TypeInformation<O> type,
      String uid) {
    return new TwoInputTransformation<>(
        records.getTransformation(),
        control.getTransformation(),
        uid,
        operator,
        type,
        records.getExecutionEnvironment().getParallelism(),
        false);
  }

  private static <O> SingleOutputStreamOperator<O> added(
      DataStream<?> records, TwoInputTransformation<?, ?, O> joined, String uid) {
    StreamExecutionEnvironment env = records.getExecutionEnvironment();
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
