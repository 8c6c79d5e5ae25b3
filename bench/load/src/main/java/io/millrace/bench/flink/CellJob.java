package io.millrace.bench.flink;

import io.millrace.jobs.rules.RulesTiming;
import io.millrace.jobs.rules.RulesTopology;
import io.millrace.jobs.rules.exchange.ObservationSerializer;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.schemas.avro.Observation;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The job of a cell: a source, the exchange by key, who judges, and a sink that discards. */
final class CellJob {
  /** As the source goes on for ever. */
  static final long ENDLESS = Long.MAX_VALUE;

  private static final AtomicLong RUNS = new AtomicLong();

  private CellJob() {}

  /**
   * Builds it.
   *
   * @param count observations after which the source ends
   * @param run for {@link Progress#of}
   */
  static StreamExecutionEnvironment build(Cell cell, Judge judge, long count, String run) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, LocalFlink.configuration(cell.backend().type()));
    KeyedStream<Observation, String> observations =
        RulesTopology.keyed(observations(env, cell.devices(), count));
    switch (judge) {
      case FRAME -> observations.process(new Nothing(), Types.LONG).sinkTo(new ProgressSink<>(run));
      case CEP -> CepPatterns.matches(observations, cell.rules()).sinkTo(new ProgressSink<>(run));
      case RULES -> {
        StandingRules rules = new StandingRules(cell.work());
        RulesTopology.evaluate(
                observations,
                Streams.read(env, rules.stream(count != ENDLESS), "control"),
                rules,
                RulesTiming.usual(),
                SerializableClock.system())
            .sinkTo(new ProgressSink<>(run));
      }
    }
    return env;
  }

  /** A name that no run had. */
  static String newRun() {
    return "run-" + RUNS.incrementAndGet();
  }

  private static DataStream<Observation> observations(
      StreamExecutionEnvironment env, int devices, long count) {
    WatermarkStrategy<Observation> time =
        WatermarkStrategy.<Observation>forGenerator(context -> new EverySecond())
            .withTimestampAssigner((observation, at) -> observation.getObservedAt().toEpochMilli());
    return env.fromSource(
        new DataGeneratorSource<>(new ObservationLoop(devices), count, ObservationSerializer.TYPE),
        time,
        "observations");
  }

  /** The bare frame's. */
  private static final class Nothing extends KeyedProcessFunction<String, Observation, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Observation observation, Context context, Collector<Long> out) {}
  }
}
