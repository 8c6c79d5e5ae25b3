package io.millrace.bench.flink;

import io.millrace.bench.rules.RuleDocuments;
import io.millrace.bench.rules.Workload;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Definition;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * The rules of a workload as they stand in the control topic.
 *
 * @param work see {@link Workload#rules}
 */
record StandingRules(String work) implements DefinitionSnapshot {
  private static final long SAVED_AT = 1_700_000_000_000L;

  @Override
  public List<ControlRecord> read() {
    List<ControlRecord> records = new ArrayList<>();
    for (Definition definition : RuleDocuments.definitions(Workload.rules(work))) {
      records.add(
          new ControlRecord(
              Topics.CONTROL_RULES,
              0,
              records.size(),
              SAVED_AT,
              definition.getId(),
              definition,
              null));
    }
    return records;
  }

  /**
   * The control stream, which stays open while observations come, as in the job: it gives the last
   * record every five seconds.
   *
   * @param bounded whether it ends after the first
   */
  Source<ControlRecord, ?, ?> stream(boolean bounded) {
    StandingRules rules = this;
    GeneratorFunction<Long, ControlRecord> again =
        index -> {
          List<ControlRecord> all = rules.read();
          return all.get(all.size() - 1);
        };
    if (bounded) {
      return new DataGeneratorSource<>(again, 1, ControlRecord.type());
    }
    return new DataGeneratorSource<>(
        again, Long.MAX_VALUE, RateLimiterStrategy.perSecond(0.2), ControlRecord.type());
  }
}
