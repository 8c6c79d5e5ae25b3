package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.DeviceCommand;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * object events ───► admit ─┐
 * object commands ─► admit ─┴► by target ─► resolve ─► device commands
 *                      │        control ─────┘ ├──► command outcomes
 *                      │                       ├──► acks
 *                      └───────────────────────┴──► dead letters
 * </pre>
 */
public final class DispatchTopology {
  static final String EVENTS = "dispatch-object-events-source";
  static final String COMMANDS = "object-commands-source";
  static final String CONTROL = "dispatch-control-source";
  static final String ADMIT_EVENTS = "admit-events";
  static final String ADMIT_COMMANDS = "admit-commands";
  static final String RESOLVE = "resolve";
  static final String DEVICE_COMMANDS = "device-commands-sink";
  static final String OUTCOMES = "dispatch-outcomes-sink";
  static final String ACKS = "dispatch-acks-sink";
  static final String DEAD_LETTERS = "dispatch-dead-letters-sink";

  private DispatchTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      DispatchSources sources,
      DispatchSinks sinks,
      DispatchOptions options) {
    SingleOutputStreamOperator<Request> events =
        admit(env, sources.events(), Request::of, EVENTS, ADMIT_EVENTS, options.clock());
    SingleOutputStreamOperator<Request> commands =
        admit(env, sources.commands(), Request::of, COMMANDS, ADMIT_COMMANDS, options.clock());

    BroadcastStream<ControlRecord> control =
        Streams.broadcast(env, sources.control(), CONTROL, DispatchDefinitions.TOPICS);
    SingleOutputStreamOperator<DeviceCommand> resolved =
        events
            .union(commands)
            .keyBy(Request::target)
            .connect(control)
            .process(
                new ResolveFunction(sources.definitions(), options),
                new AvroTypeInfo<>(DeviceCommand.class))
            .uid(RESOLVE)
            .name(RESOLVE);

    Streams.write(resolved, sinks.commands(), DEVICE_COMMANDS);
    Streams.write(resolved.getSideOutput(ResolveFunction.OUTCOMES), sinks.outcomes(), OUTCOMES);
    Streams.write(resolved.getSideOutput(DefinitionReporter.ACKS), sinks.acks(), ACKS);
    Streams.write(
        events
            .getSideOutput(DeadLetters.TAG)
            .union(
                commands.getSideOutput(DeadLetters.TAG), resolved.getSideOutput(DeadLetters.TAG)),
        sinks.deadLetters(),
        DEAD_LETTERS);
  }

  private static <T> SingleOutputStreamOperator<Request> admit(
      StreamExecutionEnvironment env,
      Source<Decoded<T>, ?, ?> source,
      AdmitFunction.Admission<T> admission,
      String sourceUid,
      String uid,
      SerializableClock clock) {
    return Streams.read(env, source, sourceUid)
        .process(new AdmitFunction<>(uid, admission, clock), Request.type())
        .uid(uid)
        .name(uid);
  }
}
