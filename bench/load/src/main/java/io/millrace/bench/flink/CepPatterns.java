package io.millrace.bench.flink;

import io.millrace.bench.rules.Work;
import io.millrace.schemas.avro.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.util.Collector;

/** Workloads of patterns as one would write them with Flink CEP. */
final class CepPatterns {
  private static final Duration WITHIN = Duration.ofMinutes(1);

  private CepPatterns() {}

  /** The matches of all patterns, each by an operator of its own: Flink CEP has no other way. */
  static DataStream<Long> matches(KeyedStream<Observation, String> observations, List<Work> works) {
    DataStream<Long> all = null;
    for (Work work : works) {
      DataStream<Long> matches =
          CEP.pattern(observations, pattern(work)).process(new One(), Types.LONG);
      all = all == null ? matches : all.union(matches);
    }
    if (all == null) {
      throw new IllegalArgumentException("No patterns");
    }
    return all;
  }

  private static Pattern<Observation, Observation> pattern(Work work) {
    if (work instanceof Work.Sequence rule) {
      return Pattern.<Observation>begin("a")
          .where(above(rule.first(), rule.firstLimit()))
          .followedBy("b")
          .where(above(rule.second(), rule.secondLimit()))
          .within(WITHIN);
    } else if (work instanceof Work.Absence rule) {
      return Pattern.<Observation>begin("a")
          .where(above(rule.first(), rule.firstLimit()))
          .notFollowedBy("b")
          .where(above(rule.second(), rule.secondLimit()))
          .within(WITHIN);
    }
    throw new IllegalArgumentException("No pattern: " + work);
  }

  private static SimpleCondition<Observation> above(String metric, double limit) {
    return SimpleCondition.of(
        observation -> {
          Map<String, Object> properties = observation.getProperties();
          return metric.equals(properties.get("metric"))
              && properties.get("value") instanceof Double value
              && value > limit;
        });
  }

  /** A number for each match: less than an alert costs. */
  private static final class One extends PatternProcessFunction<Observation, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processMatch(
        Map<String, List<Observation>> match, Context context, Collector<Long> out) {
      out.collect(1L);
    }
  }
}
