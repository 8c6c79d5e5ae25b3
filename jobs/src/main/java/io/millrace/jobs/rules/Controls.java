package io.millrace.jobs.rules;

import io.millrace.jobs.rules.catalogue.CatalogueEntry;
import io.millrace.jobs.rules.catalogue.CatalogueFunction;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;

/** The two kinds of definitions that one source reads: rules for all subtasks, devices by key. */
final class Controls {
  private Controls() {}

  /** Rules, to every subtask. */
  static DataStream<Steering> rules(DataStream<ControlRecord> control) {
    return control
        .filter(record -> ControlTopic.of(record) == ControlTopic.RULES)
        .uid(RulesTopology.RULES + "-only")
        .setParallelism(1)
        .map(Steering::of, Steering.type())
        .uid(RulesTopology.RULES)
        .name(RulesTopology.RULES)
        .setParallelism(1)
        .broadcast();
  }

  /** What the catalogue expects of objects. */
  static DataStream<Steering> expected(DataStream<ControlRecord> control) {
    return control
        .filter(record -> ControlTopic.of(record) == ControlTopic.DEVICES)
        .uid(RulesTopology.CATALOGUE + "-only")
        .setParallelism(1)
        .keyBy(ControlRecord::id, Types.STRING)
        .process(new CatalogueFunction(), CatalogueEntry.type())
        .uid(RulesTopology.CATALOGUE)
        .name(RulesTopology.CATALOGUE)
        .map(Steering::of, Steering.type())
        .uid(RulesTopology.ENTRIES)
        .name(RulesTopology.ENTRIES);
  }

  /** Each entry to the subtask that has its key. */
  static KeyedStream<Steering, String> byKey(DataStream<Steering> entries) {
    return entries.keyBy(Steering::key, Types.STRING);
  }
}
