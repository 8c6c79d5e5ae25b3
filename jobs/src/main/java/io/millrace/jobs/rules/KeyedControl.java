package io.millrace.jobs.rules;

import io.millrace.schemas.avro.Alert;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * Joins a keyed stream and the control stream in an operator of our own. Flink offers this for its
 * own functions alone, and those know no times but their keys'.
 */
final class KeyedControl {
  private KeyedControl() {}

  static <I> SingleOutputStreamOperator<Alert> connect(
      KeyedStream<I, String> keyed,
      DataStream<Steering> control,
      RuleOperator<I> operator,
      String uid) {
    StreamExecutionEnvironment env = keyed.getExecutionEnvironment();
    TwoInputTransformation<I, Steering, Alert> joined =
        new TwoInputTransformation<>(
            keyed.getTransformation(),
            control.getTransformation(),
            uid,
            operator,
            new AvroTypeInfo<>(Alert.class),
            env.getParallelism(),
            false);
    joined.setStateKeySelectors(keyed.getKeySelector(), null);
    joined.setStateKeyType(keyed.getKeyType());
    env.addOperator(joined);
    return new Alerts(env, joined).uid(uid).name(uid);
  }

  /** Opens the constructor that Flink keeps to itself. */
  private static final class Alerts extends SingleOutputStreamOperator<Alert> {
    Alerts(StreamExecutionEnvironment env, TwoInputTransformation<?, Steering, Alert> joined) {
      super(env, joined);
    }
  }
}
