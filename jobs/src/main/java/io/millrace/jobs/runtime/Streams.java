package io.millrace.jobs.runtime;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.Unpack;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The steps that topologies share; each gets its uid as its name. */
public final class Streams {
  private Streams() {}

  /** Reads a source without watermarks: nothing here waits for event time. */
  public static <T> SingleOutputStreamOperator<T> read(
      StreamExecutionEnvironment env, Source<T, ?, ?> source, String uid) {
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), uid).uid(uid);
  }

  /** Reads definitions and sends each to every subtask. */
  public static BroadcastStream<ControlRecord> broadcast(
      StreamExecutionEnvironment env,
      Source<ControlRecord, ?, ?> source,
      String uid,
      ControlTopic... topics) {
    MapStateDescriptor<?, ?>[] states =
        Arrays.stream(topics).map(ControlTopic::lastGood).toArray(MapStateDescriptor<?, ?>[]::new);
    // Control topics have one partition, so more readers would only idle.
    return read(env, source, uid).setParallelism(1).broadcast(states);
  }

  /** Reads an internal topic; unreadable records leave by the dead letter side output. */
  public static <T extends SpecificRecordBase> SingleOutputStreamOperator<T> readAvro(
      StreamExecutionEnvironment env,
      Source<Decoded<T>, ?, ?> source,
      Class<T> type,
      String sourceUid,
      String unpackUid,
      SerializableClock clock) {
    return readAvro(
        env, source, type, WatermarkStrategy.noWatermarks(), sourceUid, unpackUid, clock);
  }

  /** The same with watermarks, made partition by partition. */
  public static <T extends SpecificRecordBase> SingleOutputStreamOperator<T> readAvro(
      StreamExecutionEnvironment env,
      Source<Decoded<T>, ?, ?> source,
      Class<T> type,
      WatermarkStrategy<Decoded<T>> watermarks,
      String sourceUid,
      String unpackUid,
      SerializableClock clock) {
    return env.fromSource(source, watermarks, sourceUid)
        .uid(sourceUid)
        .process(new Unpack<T>(unpackUid, clock), new AvroTypeInfo<>(type))
        .uid(unpackUid)
        .name(unpackUid);
  }

  public static <T> void write(DataStream<T> stream, Sink<T> sink, String uid) {
    stream.sinkTo(sink).uid(uid).name(uid);
  }
}
